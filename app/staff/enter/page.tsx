import { confirmationOf } from '@/app/_http/cookies/session-cookie'
import { staffSession } from '@/app/_http/staff/open-staff'
import { staffPath } from '@/app/_http/staff/staff-path'
import { ConfirmOwnerForm } from '@/app/_ui/forms/confirm-owner-form'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { howTo } from '@/app/account/confirm/how-to'
import { publicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { CONSOLE_IDLE_MINUTES, isFactorRequired } from '@/lib/staff/staff-session'
import { enterAction } from './action'
import { SetUpFirst } from './set-up-first'

const TITLE = 'Enter the console'

/** Comes before the console, and again before what is grave if the member has not confirmed for ten minutes. */
export default orUnavailablePage(async function EnterPage({ searchParams }: PageProps<'/staff/enter'>) {
  const { user: row } = await staffSession()
  const [{ next }, user] = [await searchParams, publicUser(row)]
  const asked = await confirmationOf({ user, confirmation: { fresh: false, twoStep: row.twoStepAt !== null } })
  const onlyPasskey = isFactorRequired() && !asked.twoStep
  // A passkey is two factors in one; the password beside it would not open the console.
  const confirmation = onlyPasskey ? { ...asked, twoStep: true, methods: asked.methods.filter(isPasskey) } : asked
  if (onlyPasskey && confirmation.methods.length === 0) return <SetUpFirst />
  return (
    <section className="card entry" id="content" tabIndex={-1}>
      <PageTitle>{TITLE}</PageTitle>
      <h1>{TITLE}</h1>
      <p>
        {howTo(confirmation)} The console closes after {CONSOLE_IDLE_MINUTES} minutes without use.
      </p>
      <ConfirmOwnerForm
        site={config().APP_NAME}
        title={TITLE}
        next={staffPath(next)}
        email={user.email}
        confirmation={confirmation}
        action={enterAction}
      />
      <p className="aside">
        <a href="/account">Back to your account</a>
      </p>
    </section>
  )
})

const isPasskey = (method: string) => method === 'passkey'
