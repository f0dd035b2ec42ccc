import { PageTitle } from '@/app/_ui/page-title'

export function RegistrationClosed() {
  return (
    <section className="card">
      <PageTitle>Registration is closed</PageTitle>
      <h1>Registration is closed</h1>
      <p>You can’t create a new account right now.</p>
      <p className="aside">
        Already have an account? <a href="/login">Log in</a>
      </p>
    </section>
  )
}
