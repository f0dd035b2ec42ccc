import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { Refusal, refusalIn } from '@/app/_ui/refusal'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { waitText } from '@/lib/result'
import { ProfileForm } from './form'
import { Unreachable } from './unreachable'
import { UnverifiedEmail } from './unverified'

const notices = {
  saved: 'Your profile is saved.',
  restored: 'Welcome back: the deletion of your account is cancelled.',
  verified: 'Thank you: your email address is confirmed.',
  'tried-again': 'A mail is on its way to your address. If it comes back too, this page will say so.',
}

export default orUnavailablePage(async function ProfilePage({ searchParams }: PageProps<'/account'>) {
  const { user, unreachable } = await loggedInSession('/account')
  const { first_name, last_name, phone_number } = user
  const params = await searchParams
  return (
    <section className="card">
      <h1>Profile</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices) ?? resendNotice(params, user.email_verified && !unreachable)}</Notice>
      {unreachable && <Unreachable email={user.email} />}
      <dl>
        <dt>Email</dt>
        <dd>
          {user.email}
          {!user.email_verified && !unreachable && <UnverifiedEmail />}
        </dd>
      </dl>
      <ProfileForm site={config().APP_NAME} profile={{ first_name, last_name, phone_number }} />
      <p className="aside">
        <a className="button" href="/api/me/export" download>
          Download my data
        </a>
      </p>
    </section>
  )
})

type Params = Awaited<PageProps<'/account'>['searchParams']>

/** What became of “Send the mail again”. */
function resendNotice({ wait, 'verification-sent': sent }: Params, nothingToDo: boolean): string | undefined {
  if (nothingToDo) return sent === undefined ? undefined : notices.verified
  if (sent !== undefined) return 'A mail with a link is on its way. The links of earlier mails no longer work.'
  const seconds = Math.min(Number(wait), 3600)
  return seconds > 0 ? `Please wait ${waitText(seconds)}. Then the mail can be sent again.` : undefined
}
