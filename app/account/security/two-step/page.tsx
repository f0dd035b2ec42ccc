import { redirect } from 'next/navigation'
import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { TurnOnForm } from './form'

/** Turns on two-step login for someone who has a passkey. Setting up an authenticator app turns it on by itself. */
export default orUnavailablePage(async function TwoStepPage() {
  const session = await loggedInSession('/account/security/two-step', { whileRequired: true })
  const confirmation = await confirmationOf(session)
  if (!confirmation.methods.includes('passkey')) redirect('/account/security')
  return (
    <section className="card">
      <TurnOnForm
        site={config().APP_NAME}
        email={session.user.email}
        confirmation={confirmation}
        isOn={confirmation.twoStep && <IsOn />}
      >
        <h1>Turn on two-step login</h1>
        <p>
          After your password, we’ll ask for your passkey, so a stolen password isn’t enough. You’ll also get recovery
          codes, in case you lose your passkey. All your other devices will be logged out.
        </p>
      </TurnOnForm>
    </section>
  )
})

function IsOn() {
  return (
    <>
      <PageTitle>Two-step login is on</PageTitle>
      <h1>Two-step login is on</h1>
      <p className="choice">
        <a className="button" href="/account/security">
          Go to Security
        </a>
      </p>
    </>
  )
}
