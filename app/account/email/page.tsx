import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { Unreachable } from '../unreachable'
import { ChangeEmailForm } from './form'

const notices = {
  // The same for every address, whoever has it.
  sent: 'If that address can be used, a mail with a link is on its way to it. Nothing changes until the link is confirmed.',
  changed: 'Your new email address is confirmed. Log in with it from now on.',
}

export default orUnavailablePage(async function EmailPage({ searchParams }: PageProps<'/account/email'>) {
  const { user, fresh, unreachable } = await loggedInSession('/account/email')
  return (
    <section className="card">
      <h1>Change your email address</h1>
      <Notice>{noticeIn(await searchParams, notices)}</Notice>
      {unreachable && <Unreachable email={user.email} change={false} />}
      <dl>
        <dt>Present address</dt>
        <dd>{user.email}</dd>
        <dt>Confirmed</dt>
        <dd>{user.email_verified ? 'Yes' : 'Not yet'}</dd>
      </dl>
      <p>We will mail a link to the new address. The present one is told too.</p>
      <ChangeEmailForm site={config().APP_NAME} email={user.email} fresh={fresh} />
    </section>
  )
})
