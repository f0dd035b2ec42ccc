import { PageTitle } from '@/app/_ui/page-title'
import type { PublicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import type { SecondFactors } from '@/lib/two-step/second-factors'
import { UnverifiedEmail } from '../unverified'
import { PasskeysPart } from './passkeys-part'

type Props = { user: PublicUser; factors: SecondFactors }

export function SwitchedOff({ user, factors: { passkeys } }: Props) {
  return (
    <>
      <PageTitle>Security</PageTitle>
      <h2>Two-step login</h2>
      {isTwoStepRequired() ? <Required /> : <Optional />}
      {user.email_verified ? (
        <WaysToTurnOn withPasskey={passkeys.some(({ usable }) => usable)} />
      ) : (
        <>
          <p>Before you can set it up, your email must be verified.</p>
          <UnverifiedEmail email={user.email} page="/account/security" />
        </>
      )}
      <PasskeysPart passkeys={passkeys} verified={user.email_verified} />
    </>
  )
}

function Optional() {
  return (
    <p>
      Two-step login is off. When it’s on, you log in with your password and a code from an app on your phone, or with a
      passkey, so a stolen password isn’t enough.
    </p>
  )
}

/** Why every other page leads here. */
function Required() {
  return (
    <>
      <p>
        <strong>{config().APP_NAME} requires two-step login. Set it up to use your account.</strong>
      </p>
      <p>
        You’ll log in with your password and a code from an app on your phone, or with a passkey, so a stolen password
        isn’t enough.
      </p>
    </>
  )
}

function WaysToTurnOn({ withPasskey }: { withPasskey: boolean }) {
  const app = '/account/security/authenticator-app'
  if (!withPasskey)
    return (
      <p className="choice">
        <a className="button main" href={app}>
          Set up two-step login
        </a>
      </p>
    )
  return (
    <p className="choice">
      <a className="button main" href="/account/security/two-step">
        Turn on two-step login
      </a>
      <a className="button" href={app}>
        Set up an app
      </a>
    </p>
  )
}
