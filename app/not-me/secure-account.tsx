import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { LinkButton } from '@/app/_ui/link-button'
import { PageTitle } from '@/app/_ui/page-title'
import { config } from '@/lib/config'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { notMeAction } from './action'

type Props = { link: { id: string; email: string }; current: string; refused?: string }

/** Opened from a notice: secures the account for its owner. */
export function SecureAccount({ link: { id, email }, current, refused }: Props) {
  return (
    <LinkButton title="Secure your account" link={id} button="Secure my account" action={notMeAction} refused={refused}>
      <p>If someone else did this, secure your account. We will:</p>
      <ul>
        <li>Log out every device and API client.</li>
        <li>Cancel pending changes, including a deletion of the account, and disable the links in earlier emails.</li>
        {current !== email && (
          <li>
            Change the account’s email back to <strong>{email}</strong>.
          </li>
        )}
        {canonicalEmail(current) !== canonicalEmail(email) && (
          <>
            <li>Change your profile details back to what they were before.</li>
            <li>Notify the account’s current email, whose owner can contest this.</li>
          </>
        )}
        <li>Remove passkeys that were added since we sent you the email.</li>
        <li>Disable the current password.</li>
        <li>
          Email <strong>{email}</strong> a link to choose a new password.
        </li>
      </ul>
      <p>If it was you, close this page. Nothing will change.</p>
    </LinkButton>
  )
}

type SecuredProps = { email: string; twoStep: boolean; passkeys: boolean }

export function AccountSecured({ email, twoStep, passkeys }: SecuredProps) {
  return (
    <section className="card">
      <PageTitle>Your account is secured</PageTitle>
      <h1>Check your email</h1>
      <p>
        Your account is secured. We logged out every device and API client, canceled pending changes and disabled the
        old password.
      </p>
      <p>
        We emailed <strong>{email}</strong> a link to choose a new password.
      </p>
      {twoStep && <StillTwoStep passkeys={passkeys} />}
      {passkeys && (
        <p>
          Passkeys that were added before we sent that email still log in, without the password. If you don’t recognize
          one of them, log in and remove it under Security.
        </p>
      )}
      <DevelopmentMailbox />
      <p className="aside">
        No email after a few minutes? <a href="/forgot-password">Request a new link</a>
      </p>
    </section>
  )
}

function StillTwoStep({ passkeys }: { passkeys: boolean }) {
  const people = `the people who run ${config().APP_NAME}`
  if (passkeys)
    return (
      <p>
        Two-step login is still on, so you’ll need a passkey, a code from your authenticator app, or a recovery code to
        log in. If you have none of these, ask {people} to reset two-step login.
      </p>
    )
  return (
    <p>
      Two-step login is still on, so you’ll also need a code from your authenticator app, if you set one up, or a
      recovery code. If you have neither, ask {people} to reset two-step login.
    </p>
  )
}
