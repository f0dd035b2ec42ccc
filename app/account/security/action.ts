'use server'
import { redirect } from 'next/navigation'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { markRecoveryCodesSaved } from '@/lib/recovery-codes/mark-saved'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'

const PAGE = '/account/security'

export async function switchOffAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(switchOffTwoStep, form, PAGE)
  // Another tab has turned it off already, and the page then says so.
  if (result.ok || result.code === 'two-step-off') redirect(`${PAGE}?off`)
  return formState(result, form)
}

export async function codesSavedAction(): Promise<void> {
  const form = asForm()
  const result = await runAccountForm(markRecoveryCodesSaved, form, PAGE)
  redirect(result.ok ? `${PAGE}?codes-saved` : `${PAGE}?refused=${refusalParam(result)}`)
}
