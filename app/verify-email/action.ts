'use server'
import { redirect } from 'next/navigation'
import { rememberBrowser } from '@/app/_http/cookies/device-cookie'
import { rememberEmail } from '@/app/_http/cookies/email-cookie'
import { forgetRegistrationSecret, registrationSecret } from '@/app/_http/cookies/registration-cookie'
import { redirectAfterLink } from '@/app/_http/form/redirect-after-link'
import { asForm, type FormState, formState } from '@/app/_http/form/run-form'
import { runLinkButton, runLinkForm } from '@/app/_http/form/run-link-form'
import { verifyEmail } from '@/lib/email-verification/verify-email'

const PAGE = '/verify-email'

export async function verifyEmailAction(sent: FormData): Promise<void> {
  const form = asForm(sent)
  await finish(await runLinkButton(verifyEmail, PAGE, form, { browser: await registrationSecret() }))
}

/** The same for a link opened in another browser, where its reader checks the details and chooses the password. */
export async function finishRegistrationAction(_: FormState, sent: FormData): Promise<FormState> {
  const form = asForm(sent)
  const result = await runLinkForm(verifyEmail, PAGE, form, { browser: await registrationSecret() })
  return result.ok ? finish(result.value) : formState(result, form)
}

type Verified = { email: string; userId: string; of: 'account' | 'registration' }

async function finish({ email, userId, of }: Verified): Promise<never> {
  if (of === 'account') {
    return redirectAfterLink(email, { account: '/account?verified', login: '/login?notice=email-verified', page: PAGE })
  }
  await forgetRegistrationSecret()
  await rememberBrowser(userId)
  await rememberEmail(email)
  // Nobody is logged in by the link itself, so that a leaked link alone does not open the account.
  redirect('/login?notice=registration-finished')
}
