import { ButtonForm } from '@/app/_ui/forms/button-form'
import { Moment } from '@/app/_ui/times/moment'
import { cancelChangeAction, resendChangeAction } from './action'

/** Shown alike whether or not the email has an account, so that nobody learns here which emails have one. */
export function PendingChange({ email, until }: { email: string; until: Date }) {
  return (
    <section className="pending" aria-label="Pending change">
      <p>
        Waiting for <strong>{email}</strong> to be verified. The link works until{' '}
        <Moment at={until.toISOString()} ahead="until" />.
      </p>
      <div className="ways">
        <ButtonForm action={resendChangeAction}>
          <button type="submit">Resend email</button>
        </ButtonForm>
        <ButtonForm action={cancelChangeAction}>
          <button type="submit">Cancel change</button>
        </ButtonForm>
      </div>
    </section>
  )
}
