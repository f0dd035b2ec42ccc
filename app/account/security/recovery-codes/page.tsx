import { redirect } from 'next/navigation'
import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { MakeCodesForm } from './form'

export default orUnavailablePage(async function RecoveryCodesPage() {
  const session = await loggedInSession('/account/security/recovery-codes', { whileRequired: true })
  const { user, confirmation } = session
  // There are none without two-step login, and that page offers to turn it on.
  if (!confirmation.twoStep) redirect('/account/security')
  return (
    <section className="card">
      <MakeCodesForm site={config().APP_NAME} email={user.email} confirmation={await confirmationOf(session)}>
        <h1>Make new recovery codes</h1>
        <p>You’ll get ten new codes. All previous ones stop working at once.</p>
      </MakeCodesForm>
    </section>
  )
})
