'use server'
import { redirect } from 'next/navigation'
import { takeOnward } from '@/app/_http/cookies/onward-cookie'
import { pathAfterForm } from '@/app/_http/form/app-login-path'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { markRecoveryCodesSaved } from '@/lib/recovery-codes/mark-saved'
import { forgetTrustedBrowsers } from '@/lib/trusted-browsers/forget'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'

const PAGE = '/account/security'

export async function switchOffAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(switchOffTwoStep, form, PAGE)
  // Another tab has turned it off already, and the page then says so.
  if (result.ok || result.code === 'two-step-off') redirect(`${PAGE}?off`)
  // The page was opened before the operator began to require it, and does not offer it anymore.
  if (result.code === 'second-factor-required') redirect(`${PAGE}?refused=${refusalParam(result)}`)
  return formState(result, form)
}

export async function codesSavedAction(): Promise<void> {
  const form = asForm()
  const result = await runAccountForm(markRecoveryCodesSaved, form, PAGE)
  if (!result.ok) redirect(`${PAGE}?refused=${refusalParam(result)}`)
  // Someone who had to set up two-step login first goes on to where they wanted to be.
  const onward = isTwoStepRequired() ? await takeOnward() : undefined
  redirect(onward ? (pathAfterForm(onward) as '/account') : `${PAGE}?codes-saved`)
}

export async function forgetBrowsersAction(): Promise<void> {
  const form = asForm()
  const result = await runAccountForm(forgetTrustedBrowsers, form, PAGE)
  redirect(result.ok ? `${PAGE}?browsers-forgotten` : `${PAGE}?refused=${refusalParam(result)}`)
}
