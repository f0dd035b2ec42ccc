import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { Notice } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { ChangePasswordForm } from './form'

export default orUnavailablePage(async function PasswordPage({ searchParams }: PageProps<'/account/password'>) {
  const session = await loggedInSession('/account/password')
  const { user, confirmation } = session
  const saved = (await searchParams).saved !== undefined
  return (
    <section className="card">
      <h1>Change your password</h1>
      <Notice>{saved ? 'Password changed. Every other device was logged out.' : undefined}</Notice>
      {!saved && <p>Every other device will be logged out.</p>}
      <ChangePasswordForm site={config().APP_NAME} email={user.email} confirmation={await confirmationOf(session)} />
      {!confirmation.fresh && (
        <p className="aside">
          <a href="/forgot-password">Forgot your current password?</a>
        </p>
      )}
    </section>
  )
})
