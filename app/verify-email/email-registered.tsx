import { PageTitle } from '@/app/_ui/page-title'

/** The account was created by another link or by the operator. Only someone who can read the emailed link sees this. */
export function EmailRegistered({ email }: { email: string }) {
  const title = 'You already have an account'
  return (
    <section className="card">
      <PageTitle>{title}</PageTitle>
      <h1>{title}</h1>
      <p>
        There’s already an account for <strong>{email}</strong>. Log in, or reset the password if you don’t know it.
      </p>
      <p className="choice">
        <a className="button main" href="/login">
          Log in
        </a>
      </p>
      <p className="aside">
        <a href="/forgot-password">Reset password</a>
      </p>
    </section>
  )
}
