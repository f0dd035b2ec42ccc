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
        We emailed {address ? <strong>{address}</strong> : 'you'}. The link in that email finishes your registration,
        and is good for {lifetime(linkMinutes.registration)}. Open it in this browser: elsewhere you choose your
        password again.
      </p>
      <p>
        Nothing there after a few minutes? Look in the spam folder, or check the address. We send only a few emails an
        hour to one address, but the link in each of them works, even if someone else requested it.
      </p>
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
