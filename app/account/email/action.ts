'use server'
import { redirect } from 'next/navigation'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { changeEmail } from '@/lib/email-change/change-email'

export async function changeEmailAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(changeEmail, form, '/account/email')
  if (!result.ok) return formState(result, form)
  redirect('/account/email?sent')
}
