import { PageTitle } from '@/app/_ui/page-title'

export function RegistrationClosed() {
  return (
    <section className="card">
      <PageTitle>Registration is closed</PageTitle>
      <h1>Registration is closed</h1>
      <p>No new accounts are made here at the moment.</p>
      <p className="aside">
        Already have one? <a href="/login">Log in</a>
      </p>
    </section>
  )
}
