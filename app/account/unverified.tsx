import { ButtonForm } from '@/app/_ui/forms/button-form'
import { resendVerificationAction } from './action'

/** Little is refused until then, so the text is unobtrusive. `page` is where the outcome is shown. */
export function UnverifiedEmail({ email, page = '/account' }: { email: string; page?: `/account${string}` }) {
  return (
    <ButtonForm className="quiet" action={resendVerificationAction}>
      <p>Please verify your email. Open the link we sent to {email}.</p>
      <input type="hidden" name="page" value={page} />
      <button type="submit">Resend email</button>
    </ButtonForm>
  )
}
