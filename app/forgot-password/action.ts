'use server'
import { redirect } from 'next/navigation'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { rememberOnward } from '@/app/_http/cookies/onward-cookie'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { safePath } from '@/app/_http/form/safe-path'
import { withNext } from '@/app/_http/form/with-next'
import { forgotPassword } from '@/lib/password-reset/forgot-password'

export async function forgotPasswordAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runForm(forgotPassword, form)
  if (!result.ok) return formState(result, form)
  await rememberEmail(form.get('email'))
  const next = safePath(form.get('next'))
  await rememberOnward(next)
  redirect(withNext('/forgot-password?sent', next) as '/forgot-password')
}
