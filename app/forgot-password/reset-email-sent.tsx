import { withNext } from '@/app/_http/form/with-next'
import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** The same for every email, so that nobody learns here which emails have an account. */
export function ResetEmailSent({ email, next }: { email: string; next: string }) {
  return (
    <>
      <h1>Check your email</h1>
      {email ? (
        <p>
          If there’s an account for <strong>{email}</strong>, we’ve sent a link.
        </p>
      ) : (
        <p>If there’s an account for that email, we’ve sent a link.</p>
      )}
      <p>It can take a minute. The link works for {lifetime(linkMinutes['password-reset'])}.</p>
      <p>
        No email? Check your spam folder, or try again in case of a typo. We send at most one email a minute and a few
        an hour. The link in the newest one works, even if someone else requested it.
      </p>
      <DevelopmentMailbox />
      <p className="aside">
        <a href={withNext('/forgot-password', next)}>Try again or use another email</a>
      </p>
    </>
  )
}
