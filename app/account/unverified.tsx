import { ButtonForm } from '@/app/_ui/button-form'
import { resendVerificationAction } from './action'

/** Nothing is forbidden meanwhile, so the line is a quiet one. */
export function UnverifiedEmail() {
  return (
    <ButtonForm className="quiet" action={resendVerificationAction}>
      <p>We have not yet seen that this address is yours. Open the link in the mail that we sent there.</p>
      <button type="submit">Send the mail again</button>
    </ButtonForm>
  )
}
