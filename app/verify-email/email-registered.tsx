import { PageTitle } from '@/app/_ui/page-title'

/** Another link made the account, or an operator: told to the reader of its mailbox alone. */
export function EmailRegistered({ email }: { email: string }) {
  const title = 'You already have an account'
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>
        There is an account with the address <strong>{email}</strong>. Log in, or choose a new password if you do not
        know it.
      </p>
      <p className="choice">
        <a className="button main" href="/login">
          Log in
        </a>
      </p>
      <p className="aside">
        <a href="/forgot-password">Choose a new password</a>
      </p>
    </section>
  )
}
