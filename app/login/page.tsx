import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { rememberedEmail } from '@/app/_http/cookies/email-cookie'
import { loggedInUser } from '@/app/_http/cookies/session-cookie'
import { safePath } from '@/app/_http/form/safe-path'
import { Notice } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { DELETION_GRACE_DAYS } from '@/lib/account-deletion/delete-account'
import { config } from '@/lib/config'
import { LoginForm } from './form'

/** Who looks for this site by its name is to find the way in. */
export const metadata: Metadata = {
  description: 'Log in to your account, or choose a new password if you have forgotten yours.',
  robots: { index: true },
}

const notices: Record<string, string> = {
  registered: 'Your account is ready. Log in to open it.',
  'password-reset': 'Your new password is saved, and every other device was logged out. Log in with it.',
  'logged-out': 'You are logged out.',
  'email-verified': 'Your email address is confirmed. Log in to go on.',
  'email-changed': 'Your new email address is confirmed. Log in with it from now on.',
  'email-restored':
    'Your account has this address again, and every device was logged out. If the password was changed since, it is locked, and we emailed you a link to set a new one. Otherwise, if somebody else had changed the address, set a new password: they may know it.',
  'deletion-asked': `Your account will be deleted in ${DELETION_GRACE_DAYS} days. Log in before then to keep it.`,
}

export default orUnavailablePage(async function LoginPage({ searchParams }: PageProps<'/login'>) {
  const { next, notice } = await searchParams
  if (await loggedInUser()) redirect(safePath(next) as '/account')
  const { APP_NAME, REGISTRATION } = config()
  const said = typeof notice === 'string' && Object.hasOwn(notices, notice) ? notices[notice] : undefined
  return (
    <section className="card">
      <h1>Log in</h1>
      <Notice>{said}</Notice>
      <LoginForm site={APP_NAME} next={safePath(next)} email={await rememberedEmail()} />
      <p className="aside">
        <a href="/forgot-password">Forgot your password?</a>
      </p>
      {REGISTRATION !== 'closed' && (
        <p className="aside">
          New here? <a href="/register">Create an account</a>
        </p>
      )}
    </section>
  )
})
