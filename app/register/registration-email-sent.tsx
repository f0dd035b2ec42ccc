import { withNext } from '@/app/_http/form/with-next'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { PageTitle } from '@/app/_ui/page-title'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** The same for every email and phone number, so that nobody learns here which of them have an account. */
export function RegistrationEmailSent({ email, next }: { email: string; next: string }) {
  return (
    <section className="card">
      <PageTitle>Registration: check your email</PageTitle>
      <h1>Check your email</h1>
      {email ? (
        <p>
          We emailed <strong>{email}</strong>. Open the link in that email to finish your registration.
        </p>
      ) : (
        <p>We emailed you. Open the link in that email to finish your registration.</p>
      )}
      <p>
        It can take a minute. The link works for {lifetime(linkMinutes.registration)}. Open it in this browser. In
        another one, you’ll have to choose your password again.
      </p>
      <p>
        No email? Check your spam folder, or try again in case of a typo. We send at most one email a minute and a few
        an hour. The link in each of them works, even if someone else requested it.
      </p>
      <DevelopmentMailbox />
      <p className="aside">
        <a href={withNext('/register', next)}>Try again or use another email</a>
      </p>
      <p className="aside">
        Already have an account? <a href={withNext('/login', next)}>Log in</a>
      </p>
    </section>
  )
}
