import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { DELETION_GRACE_DAYS } from '@/lib/account-deletion/delete-account'
import { config } from '@/lib/config'
import { DownloadData } from '../download-data'
import { DeleteAccountForm } from './form'

export default orUnavailablePage(async function DataPage() {
  const session = await loggedInSession('/account/delete')
  return (
    <section className="card">
      <h1>Your data</h1>
      <h2>Download your data</h2>
      <p>You’ll get one file with your profile, sessions, activity and the emails we sent you.</p>
      <p>
        <DownloadData confirmation={session.confirmation} page="/account/delete" />
      </p>
      <h2>Delete your account</h2>
      <p>
        You’ll be logged out everywhere now. After {DELETION_GRACE_DAYS} days all your data is permanently deleted. Log
        in before then to cancel.
      </p>
      <DeleteAccountForm
        site={config().APP_NAME}
        email={session.user.email}
        confirmation={await confirmationOf(session)}
      />
    </section>
  )
})
