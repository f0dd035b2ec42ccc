import { PageTitle } from '@/app/_ui/page-title'

/** For a member whose password is all that opens their account. */
export function SetUpFirst() {
  return (
    <section className="card entry" id="content" tabIndex={-1}>
      <PageTitle>Set up two-step login first</PageTitle>
      <h1>Set up two-step login first</h1>
      <p>The console shows other people’s accounts, so a password alone doesn’t open it.</p>
      <p>Turn on two-step login or add a passkey, then come back to this page.</p>
      <p>
        <a className="button main" href="/account/security">
          Go to Security
        </a>
      </p>
    </section>
  )
}
