'use server'
import { redirect } from 'next/navigation'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { changeEmail } from '@/lib/email-change/change-email'
import { cancelEmailChange, resendEmailChange } from '@/lib/email-change/pending-email-change'
import type { Failure } from '@/lib/result'

export async function changeEmailAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(changeEmail, form, '/account/email')
  if (!result.ok) return formState(result, form)
  redirect('/account/email?sent')
}

export async function resendChangeAction(): Promise<void> {
  const form = asForm()
  const result = await runAccountForm(resendEmailChange, form, '/account/email')
  if (!result.ok) return showRefusal(result)
  // Another device may have canceled the change; the page then shows that nothing is pending.
  redirect(result.value.sent ? '/account/email?resent' : '/account/email')
}

export async function cancelChangeAction(): Promise<void> {
  const form = asForm()
  const result = await runAccountForm(cancelEmailChange, form, '/account/email')
  if (!result.ok) return showRefusal(result)
  redirect('/account/email?canceled')
}

function showRefusal(refusal: Failure): never {
  if (refusal.code === 'too-many-requests') redirect(`/account/email?wait=${refusal.retryAfterSeconds}`)
  redirect(`/account/email?refused=${refusalParam(refusal)}`)
}
