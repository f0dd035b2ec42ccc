import { confirmationOf, loggedInSession } from '@/app/_http/cookies/session-cookie'
import { accountPath } from '@/app/_http/form/account-path'
import { withNext } from '@/app/_http/form/with-next'
import { ConfirmOwnerForm } from '@/app/_ui/forms/confirm-owner-form'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { confirmOwnerAction } from './action'
import { howTo } from './how-to'

const TITLE = 'Confirm it’s you'

/** Comes before something that has no form of its own to ask in. */
export default orUnavailablePage(async function ConfirmPage({ searchParams }: PageProps<'/account/confirm'>) {
  const next = accountPath((await searchParams).next)
  const session = await loggedInSession(withNext('/account/confirm', next) as '/account/confirm', {
    whileRequired: true,
  })
  const confirmation = await confirmationOf(session)
  return (
    <section className="card">
      <h1>{TITLE}</h1>
      <p>{howTo(confirmation)} We won’t ask again for 10 minutes.</p>
      <ConfirmOwnerForm
        site={config().APP_NAME}
        title={TITLE}
        next={next}
        email={session.user.email}
        confirmation={confirmation}
        action={confirmOwnerAction}
      />
      <p className="aside">
        <a href="/forgot-password">Forgot your password?</a>
      </p>
    </section>
  )
})
