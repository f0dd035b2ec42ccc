import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { PageTitle } from '@/app/_ui/page-title'
import { FactorsNow } from '@/app/_ui/second-factors/factors-now'
import { isLockedOut } from '@/lib/not-me/not-me'

type Props = { email: string; user: Parameters<typeof isLockedOut>[0] & { emailCanonical: string } }

/** After the button, for an account with second factors to tell of. */
export function EmailRestored({ email, user }: Props) {
  return (
    <section className="card">
      <PageTitle>Email changed back</PageTitle>
      <h1>Email changed back</h1>
      <p>
        The account’s email is <strong>{email}</strong> again, and every device and API client was logged out.
      </p>
      {isLockedOut(user) ? (
        <p>The password had been changed, too, so we disabled it and emailed you a link to choose a new one.</p>
      ) : (
        <p>
          If someone else changed your email but not the password, <a href="/forgot-password">reset the password</a>{' '}
          now: they may know it.
        </p>
      )}
      <FactorsNow email={email} user={user} />
      <DevelopmentMailbox />
      <p className="aside">
        <a href="/login">Log in</a>
      </p>
    </section>
  )
}
