/** A passkey replaces the password, but the password alone still logs in. */
export function OfferTwoStep() {
  return (
    <div className="pending">
      <p>
        <strong>Ask for a passkey after the password, too?</strong>
      </p>
      <p>Your password alone still logs in. With two-step login, a stolen password isn’t enough.</p>
      <p className="ways">
        <a className="button" href="/account/security/two-step">
          Turn on two-step login
        </a>
      </p>
    </div>
  )
}
