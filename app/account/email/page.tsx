import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { pendingEmailChange } from '@/lib/email-change/pending-email-change'
import { resendWait } from '../resend-wait'
import { Unreachable } from '../unreachable'
import { ChangeEmailForm } from './form'
import { PendingChange } from './pending'

const notices = {
  // The same for every email, so that nobody learns here which emails have an account.
  sent: 'If that email is available, we’ve sent it a link. Nothing changes until you open it and verify the new email.',
  resent: 'If that email is available, we’ve sent it a new link. Links in earlier emails no longer work.',
  canceled: 'The change was canceled. Its link no longer works.',
  changed: 'Your new email is verified. Log in with it from now on.',
}

export default orUnavailablePage(async function EmailPage({ searchParams }: PageProps<'/account/email'>) {
  const session = await loggedInSession('/account/email', { whileRequired: true })
  const { user, unreachable } = session
  const [params, pending] = await Promise.all([searchParams, pendingEmailChange(user.id)])
  return (
    <section className="card">
      <h1>Change your email</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices) ?? resendWait(params.wait)}</Notice>
      {(params.sent ?? params.resent) !== undefined && <DevelopmentMailbox />}
      {unreachable && <Unreachable email={user.email} change={false} />}
      <dl>
        <dt>Current email</dt>
        <dd>{user.email}</dd>
        <dt>Verified</dt>
        <dd>{user.email_verified ? 'Yes' : 'Not yet'}</dd>
      </dl>
      {pending && <PendingChange email={pending.email} until={pending.expiresAt} />}
      <p>
        {user.email_verified
          ? 'We’ll send a link to your new email. We’ll notify your current email too.'
          : 'We’ll send a link to your new email.'}
      </p>
      <ChangeEmailForm site={config().APP_NAME} email={user.email} confirmation={await confirmationOf(session)} />
    </section>
  )
})
