import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { Unreachable } from '../unreachable'
import { ChangeEmailForm } from './form'

const notices = {
  // The same for every email, so that nobody learns here which emails have an account.
  sent: 'If that email is available, we’ve sent it a link. Nothing changes until you open it and verify the new email.',
  changed: 'Your new email is verified. Log in with it from now on.',
}

export default orUnavailablePage(async function EmailPage({ searchParams }: PageProps<'/account/email'>) {
  const { user, fresh, unreachable } = await loggedInSession('/account/email')
  const params = await searchParams
  return (
    <section className="card">
      <h1>Change your email</h1>
      <Notice>{noticeIn(params, notices)}</Notice>
      {params.sent !== undefined && <DevelopmentMailbox />}
      {unreachable && <Unreachable email={user.email} change={false} />}
      <dl>
        <dt>Current email</dt>
        <dd>{user.email}</dd>
        <dt>Verified</dt>
        <dd>{user.email_verified ? 'Yes' : 'Not yet'}</dd>
      </dl>
      <p>We’ll send a link to your new email. We’ll notify your current email too.</p>
      <ChangeEmailForm site={config().APP_NAME} email={user.email} fresh={fresh} />
    </section>
  )
})
