import { ACCOUNT, withNext } from '@/app/_http/form/with-next'
import { PageTitle } from '@/app/_ui/page-title'

export function RegistrationClosed({ next = ACCOUNT }: { next?: string }) {
  return (
    <section className="card">
      <PageTitle>Registration is closed</PageTitle>
      <h1>Registration is closed</h1>
      <p>You can’t create a new account right now.</p>
      <p className="aside">
        Already have an account? <a href={withNext('/login', next)}>Log in</a>
      </p>
    </section>
  )
}
