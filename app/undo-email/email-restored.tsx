import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { PageTitle } from '@/app/_ui/page-title'
import { FactorsNow } from '@/app/_ui/second-factors/factors-now'
import { isLockedOut } from '@/lib/not-me/not-me'

type Props = { email: string; user: Parameters<typeof isLockedOut>[0] & { emailCanonical: string } }

/** After the button, for an account whose password is disabled or that has second factors to tell of. */
export function EmailRestored({ email, user }: Props) {
  const locked = isLockedOut(user)
  return (
    <section className="card">
      <PageTitle>Email changed back</PageTitle>
      <h1>Email changed back</h1>
      <p>
        The account’s email is <strong>{email}</strong> again, and every device and API client was logged out.
      </p>
      {locked ? (
        <p>
          We disabled the password, because someone else may know it, and emailed <strong>{email}</strong> a link to
          choose a new one.
        </p>
      ) : (
        <p>
          If someone else changed your email but not the password, <a href="/forgot-password">reset the password</a>{' '}
          now: they may know it.
        </p>
      )}
      <FactorsNow email={email} user={user} />
      <DevelopmentMailbox />
      {locked ? (
        <p className="aside">
          No email after a few minutes? <a href="/forgot-password">Request a new link</a>
        </p>
      ) : (
        <p className="aside">
          <a href="/login">Log in</a>
        </p>
      )}
    </section>
  )
}
