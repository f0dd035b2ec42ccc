import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { DELETION_GRACE_DAYS } from '@/lib/account-deletion/delete-account'
import { config } from '@/lib/config'
import { DeleteAccountForm } from './form'

export default orUnavailablePage(async function DataPage() {
  const { user, fresh } = await loggedInSession('/account/delete')
  return (
    <section className="card">
      <h1>Your data</h1>
      <h2>Download it</h2>
      <p>One file with your profile, your sessions, the activity of your account and the mails that we sent you.</p>
      <p>
        <a className="button" href="/api/me/export" download>
          Download my data
        </a>
      </p>
      <h2>Delete your account</h2>
      <ul>
        <li>Every device and program is logged out now.</li>
        <li>After {DELETION_GRACE_DAYS} days the account and everything of it are deleted for ever.</li>
        <li>If you log in before then, the account stays.</li>
      </ul>
      <DeleteAccountForm site={config().APP_NAME} email={user.email} fresh={fresh} />
    </section>
  )
})
