import { config } from '@/lib/config'

/** A passkey replaces the password, but the password alone still logs in. */
export function OfferTwoStep() {
  return (
    <div className="pending">
      <p>
        <strong>Turn on two-step login, too?</strong>
      </p>
      <p>
        Your password alone is still enough to log in. With two-step login, we also ask for your passkey, so a stolen
        password isn’t enough.
      </p>
      <p className="ways">
        <a className="button" href="/account/security/two-step">
          Turn on two-step login
        </a>
      </p>
    </div>
  )
}

/** Adding a passkey turns nothing on by itself, and without recovery codes its owner could not do without it. */
export function TwoStepNeeded() {
  return (
    <div className="pending">
      <p>
        <strong>One more step: turn on two-step login</strong>
      </p>
      <p>{config().APP_NAME} requires it. Your passkey is enough for that, and you’ll get recovery codes.</p>
      <p className="ways">
        <a className="button main" href="/account/security/two-step">
          Turn on two-step login
        </a>
      </p>
    </div>
  )
}
