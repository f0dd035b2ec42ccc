import { DevelopmentMailbox } from '@/app/_ui/development-mailbox'
import { PageTitle } from '@/app/_ui/page-title'
import { lifetime } from '@/lib/rules/lifetime'
import { linkMinutes } from '@/lib/rules/link-minutes'

/** The same for every address and number, whoever has them. */
export function RegistrationEmailSent({ address }: { address: string }) {
  return (
    <section className="card">
      <PageTitle>Registration: check your mail</PageTitle>
      <h1>Check your mail</h1>
      <p>
        A mail to {address ? <strong>{address}</strong> : 'your address'} is on its way. Its link finishes your
        registration, and is good for {lifetime(linkMinutes.registration)}. Open it in this browser: elsewhere you are
        asked for your password.
      </p>
      <p>Nothing there after a few minutes? Look into the spam folder, or check the address.</p>
      <DevelopmentMailbox />
      <p className="aside">
        <a href="/register">Try again or use another address</a>
      </p>
      <p className="aside">
        Already have an account? <a href="/login">Log in</a>
      </p>
    </section>
  )
}
