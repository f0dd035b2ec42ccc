import { ButtonForm } from '@/app/_ui/forms/button-form'
import { tryAddressAgainAction } from './action'

/** First on the pages that show the email: until it is fixed, an owner who forgets the password is locked out. */
export function Unreachable({ email, change = true }: { email: string; change?: boolean }) {
  return (
    <ButtonForm className="summary" action={tryAddressAgainAction} aria-labelledby="unreachable">
      <p id="unreachable">
        <strong>We can’t reach you at {email}.</strong>
      </p>
      <p>
        An email we sent there could not be delivered. Until this is fixed, we can’t send you a reset link. If you
        forget your password, you can’t get back in.
      </p>
      <p className="ways">
        {change && (
          <a className="button" href="/account/email">
            Change email
          </a>
        )}
        <button type="submit">Try this email again</button>
      </p>
    </ButtonForm>
  )
}
