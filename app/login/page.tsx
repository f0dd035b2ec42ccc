import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { onwardPath } from '@/app/_http/cookies/onward-cookie'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { pathAfterForm } from '@/app/_http/form/app-login-path'
import { safePath } from '@/app/_http/form/safe-path'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { Notice } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { DELETION_GRACE_DAYS } from '@/lib/account-deletion/delete-account'
import { config } from '@/lib/config'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { endedNotice } from './ended-notice'
import { LoginForm } from './form'
import { OtherWays } from './other-ways'

/** Search engines may list this page, so that people find it by the name of the site. */
export const metadata: Metadata = {
  description: 'Log in to your account, or reset your password if you’ve forgotten it.',
  robots: { index: true },
}

const notices: Record<string, string> = {
  registered: 'Account created. Log in to continue. We also emailed you a link to verify your email.',
  'registration-finished': 'Account created. Log in to continue.',
  'password-reset': 'Password changed. You’re logged out everywhere. Log in with the new password.',
  'logged-out': 'You’re logged out.',
  'login-expired': 'This login has ended. Please log in again.',
  'wrong-codes': 'Too many wrong codes. Please log in again.',
  'email-verified': 'Your email is verified. Log in to continue.',
  'email-changed': 'Your new email is verified. Log in with it from now on.',
  'email-restored':
    'Your email was changed back, and every device was logged out. If someone else had changed it, reset the password now: they may know it.',
  'deletion-asked': `Your account will be deleted in ${DELETION_GRACE_DAYS} days. Log in before then to cancel.`,
}

/** The notices about something that also sends an email. */
const emailed = ['registered', 'password-reset', 'email-changed', 'email-restored', 'deletion-asked']

export default orUnavailablePage(async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next, notice } = await searchParams
  if (await loggedInUser()) redirect(pathAfterForm(next) as '/account')
  const said = typeof notice === 'string' && Object.hasOwn(notices, notice) ? notices[notice] : await endedNotice()
  // Someone who registered or reset the password on the way into an app goes on to it, although an email came between.
  const onward = safePath(next ?? (await onwardPath()))
  return (
    <section className="card">
      <h1>Log in</h1>
      <Notice>{said}</Notice>
      {emailed.includes(String(notice)) && <DevelopmentMailbox />}
      <LoginForm site={config().APP_NAME} next={onward} email={await rememberedEmail()} rpId={relyingParty()?.id} />
      <OtherWays next={onward} />
    </section>
  )
})
