'use server'
import { redirect } from 'next/navigation'
import { rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { tokenOfOpenedLink } from '@/app/_http/cookies/link-cookie'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form/run-form'
import { runLinkForm } from '@/app/_http/form/run-link-form'
import { resendReset } from '@/lib/password-reset/resend-reset'
import { resetPassword } from '@/lib/password-reset/reset-password'

export async function resetPasswordAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runLinkForm(resetPassword, '/reset-password', form)
  if (!result.ok) return formState(result, form)
  // Logs out this browser whichever account was logged in: it may not be the owner's session.
  await logOutBrowser()
  await rememberEmail(result.value.email)
  await rememberBrowser(result.value.userId, 'recovered')
  // Nobody is logged in by the link itself, so that a leaked link alone does not open the account.
  redirect('/login?notice=password-reset')
}

export async function resendResetAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  const result = await runForm(resendReset, form, { token: await tokenOfOpenedLink('/reset-password') })
  redirect(result.ok ? '/forgot-password?sent' : '/forgot-password')
}
