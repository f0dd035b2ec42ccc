import { redirect } from 'next/navigation'
import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { RemoveAppForm } from './form'

export default orUnavailablePage(async function RemoveAppPage() {
  const session = await loggedInSession('/account/security/authenticator-app/remove', { whileRequired: true })
  const { user, twoStepAt } = session
  const factors = await secondFactorsOf({ id: user.id, twoStepAt })
  // The page before shows what there is, and offers to turn off two-step login.
  if (!factors.authenticator_app || !factors.passkeys.some(({ usable }) => usable)) redirect('/account/security')
  return (
    <section className="card">
      <h1>Remove your authenticator app</h1>
      <p>
        You’ll log in with a passkey instead. Your recovery codes stay the same, and every other device is logged out.
        You can then delete the entry from your app.
      </p>
      <RemoveAppForm site={config().APP_NAME} email={user.email} confirmation={await confirmationOf(session)} />
    </section>
  )
})
