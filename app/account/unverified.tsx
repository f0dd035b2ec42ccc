import { ButtonForm } from '@/app/_ui/button-form'
import { resendVerificationAction } from './action'

/** Nothing is refused until then, so the text is unobtrusive. */
export function UnverifiedEmail({ email }: { email: string }) {
  return (
    <ButtonForm className="quiet" action={resendVerificationAction}>
      <p>Please verify your email. Open the link we sent to {email}.</p>
      <button type="submit">Resend email</button>
    </ButtonForm>
  )
}
