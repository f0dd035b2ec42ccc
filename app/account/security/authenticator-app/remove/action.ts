'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'

export async function removeAppAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(removeAuthenticatorApp, form, '/account/security/authenticator-app/remove')
  // Another tab has removed it already, and the page then says so.
  if (result.ok || result.code === 'not-found') redirect('/account/security?app-removed')
  return formState(result, form)
}
