'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { changePassword } from '@/lib/password-change/change-password'

export async function changePasswordAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(changePassword, form, '/account/password')
  if (!result.ok) return formState(result, form)
  redirect('/account/password?saved')
}
