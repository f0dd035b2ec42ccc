'use server'
import { redirect } from 'next/navigation'
import { asForm, type FormState, formState, runForm } from '@/app/_http/form'
import { rememberAddress } from '@/app/_http/remembered-address'
import { mailedToken } from '@/app/_http/reset-cookie'
import { clearSessionCookie } from '@/app/_http/session-cookie'
import { resendReset } from '@/lib/password-reset/resend-reset'
import { resetPassword } from '@/lib/password-reset/reset-password'

export async function resetPasswordAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runForm(resetPassword, form, { token: (await mailedToken()) ?? '' })
  if (!result.ok) {
    // The page itself says what became of the link.
    if (result.code.startsWith('link-')) redirect('/reset-password')
    return formState(result, form)
  }
  await clearSessionCookie()
  await rememberAddress(result.value.email)
  // Not logged in here: a leaked link must not open the account by itself.
  redirect('/login?notice=password-reset')
}

export async function resendResetAction(sent: FormData): Promise<void> {
  const result = await runForm(resendReset, asForm(sent), { token: (await mailedToken()) ?? '' })
  redirect(result.ok ? '/forgot-password?sent' : '/forgot-password')
}
