'use server'
import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { logOutBrowser } from '@/app/_http/cookies/log-out-browser'
import { accountPath } from '@/app/_http/form/account-path'
import { refusalParam } from '@/app/_http/form/refusal-param'
import { runAccountForm } from '@/app/_http/form/run-account-form'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { resendVerification } from '@/lib/email-verification/resend-verification'
import { updateProfile } from '@/lib/profile/update-profile'
import { fail } from '@/lib/result'

/** Of the fields of a profile, only the phone number can belong to another account. */
const numberTaken = fail('account-exists', { phone_number: ['Another account already uses this phone number.'] })

export async function updateProfileAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runAccountForm(updateProfile, form, '/account')
  if (!result.ok) return formState(result.code === 'account-exists' ? numberTaken : result, form)
  // The header shows the name too, and a browser keeps it from page to page.
  revalidatePath('/account', 'layout')
  redirect('/account?saved')
}

export async function resendVerificationAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  return sendVerification(form, 'verification-sent', accountPath(form.get('page')))
}

export async function tryAddressAgainAction(): Promise<void> {
  const form = asForm()
  return sendVerification(form, 'tried-again')
}

async function sendVerification(form: FormData, then: string, page: `/account${string}` = '/account'): Promise<void> {
  const result = await runAccountForm(resendVerification, form, page)
  if (result.ok) redirect(`${page}?${then}` as '/account')
  if (result.code === 'too-many-requests') redirect(`${page}?wait=${result.retryAfterSeconds}` as '/account')
  redirect(`${page}?refused=${refusalParam(result)}` as '/account')
}

export async function logoutAction(): Promise<void> {
  // When logging out fails, the account page shows that the session is still open: one that only looks ended is worse.
  redirect((await logOutBrowser()) ? '/login?notice=logged-out' : '/account')
}
