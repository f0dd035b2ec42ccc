import { PageTitle } from '@/app/_ui/page-title'
import { WhomToAsk } from '@/app/_ui/second-factors/whom-to-ask'

const TITLE = 'Nobody can log in now'

type Props = { email: string; suspended: boolean }

/** The password was right, but two-step login is on, and the account has nothing that works for it. A code could only be wrong. */
export function NoWayLeft({ email, suspended }: Props) {
  return (
    <>
      <PageTitle>{TITLE}</PageTitle>
      <h1>{TITLE}</h1>
      <p>
        You entered the right password for <strong>{email}</strong>. But two-step login is on, and this account has
        nothing left that works for the second step.
      </p>
      {suspended && (
        <p>
          Someone chose “This wasn’t me” in one of our emails, or undid an email change. What had been added to the
          account since that email is suspended.
        </p>
      )}
      <p>
        <WhomToAsk />
      </p>
    </>
  )
}
