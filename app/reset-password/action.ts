'use server'
import { redirect } from 'next/navigation'
import { endBrowserSession } from '@/app/_http/end-session'
import { asForm, type FormState, formCaller, formState, runForm } from '@/app/_http/form'
import { rememberAddress } from '@/app/_http/remembered-address'
import { mailedToken } from '@/app/_http/reset-cookie'
import { resendReset } from '@/lib/password-reset/resend-reset'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { readResetToken } from '@/lib/password-reset/token'

export async function resetPasswordAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const token = (await mailedToken()) ?? ''
  // Another link may have been opened in this browser since: its account must not get what was typed for this one.
  if (form.get('link') !== (await readResetToken(token))?.id) redirect('/reset-password')

  const result = await runForm(resetPassword, form, { token })
  if (!result.ok) {
    // The page itself says what became of the link.
    if (result.code.startsWith('link-')) redirect('/reset-password')
    return formState(result, form)
  }
  // Whoever was logged in here, this account or another, is so no longer.
  const caller = await formCaller()
  if (caller) await endBrowserSession(caller)
  await rememberAddress(result.value.email)
  // Not logged in here: a leaked link must not open the account by itself.
  redirect('/login?notice=password-reset')
}

export async function resendResetAction(sent: FormData): Promise<void> {
  const result = await runForm(resendReset, asForm(sent), { token: (await mailedToken()) ?? '' })
  redirect(result.ok ? '/forgot-password?sent' : '/forgot-password')
}
