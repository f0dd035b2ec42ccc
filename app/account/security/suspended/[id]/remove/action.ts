'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { removeSuspendedFactor } from '@/lib/suspended-factors/remove'

const SECURITY = '/account/security'

export async function removeSuspendedAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(removeSuspendedFactor, form, SECURITY)
  // Another tab has decided already, and the page before then shows so.
  if (!result.ok && result.code === 'not-found') redirect(SECURITY)
  if (!result.ok) return formState(result, form)
  redirect(`${SECURITY}?suspended-removed=${result.value.kind}`)
}
