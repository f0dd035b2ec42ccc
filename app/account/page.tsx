import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { isStaffHere } from '@/app/_http/staff/open-staff'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { DownloadData } from './download-data'
import { ProfileForm } from './form'
import { resendWait } from './resend-wait'
import { TellPasswordManager } from './tell-password-manager'
import { Unreachable } from './unreachable'
import { UnverifiedEmail } from './unverified'

const notices = {
  saved: 'Profile saved.',
  restored: 'Welcome back! Your account will not be deleted.',
  verified: 'Thank you. Your email is verified.',
  'tried-again': 'We’ve sent you an email. If it comes back too, we’ll tell you on this page.',
}

export default orUnavailablePage(async function ProfilePage({ searchParams }: PageProps<'/account'>) {
  const { user, confirmation, unreachable, suspended } = await loggedInSession('/account')
  const { APP_NAME, PHONE_NUMBER } = config()
  const { first_name, last_name, phone_number } = user
  const profile = { first_name, last_name, phone_number: phone_number ?? '' }
  const params = await searchParams
  return (
    <section className="card">
      <h1>Profile</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices) ?? resendNotice(params, user.email_verified && !unreachable)}</Notice>
      {(params['verification-sent'] ?? params['tried-again']) !== undefined && <DevelopmentMailbox />}
      {unreachable && <Unreachable email={user.email} />}
      {suspended && (
        <p className="pending">
          Some of what you log in with is suspended. <a href="/account/security">Keep or remove it</a>
        </p>
      )}
      <dl>
        <dt>Email</dt>
        <dd>
          {user.email}
          {!user.email_verified && !unreachable && <UnverifiedEmail email={user.email} />}
        </dd>
      </dl>
      <ProfileForm site={APP_NAME} phoneNumber={PHONE_NUMBER} profile={profile} />
      <p className="aside">
        <DownloadData confirmation={confirmation} page="/account" />
      </p>
      {(await isStaffHere()) && (
        <p className="aside">
          <a href="/staff">Go to the console</a>
        </p>
      )}
      <TellPasswordManager />
    </section>
  )
})

type Params = Awaited<PageProps<'/account'>['searchParams']>

/** The outcome of “Resend email”. */
function resendNotice({ wait, 'verification-sent': sent }: Params, nothingToDo: boolean): string | undefined {
  if (nothingToDo) return sent === undefined ? undefined : notices.verified
  if (sent !== undefined) return 'We’ve sent you a new link. Links in earlier emails no longer work.'
  return resendWait(wait)
}
