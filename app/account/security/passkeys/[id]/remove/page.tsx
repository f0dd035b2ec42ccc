import { confirmationOf } from '@/app/_http/cookies/session-cookie'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { passkeyOfPage } from '../passkey-of-page'
import { RemovePasskeyForm } from './form'

const TITLE = 'Remove passkey'

export default orUnavailablePage(async function RemovePasskeyPage({
  params,
}: PageProps<'/account/security/passkeys/[id]/remove'>) {
  const { session, factors, passkey } = await passkeyOfPage((await params).id)
  const isLast = factors.two_step && !factors.authenticator_app && factors.passkeys.length === 1
  return (
    <section className="card">
      <h1>{TITLE}</h1>
      <p>
        <strong>
          <bdi>{passkey.name}</bdi>
        </strong>
      </p>
      {isLast ? (
        <LastFactor />
      ) : (
        <>
          <p>
            You can no longer log in with this passkey, and every other device is logged out. Your password manager may
            still offer it until you delete it there.
          </p>
          <RemovePasskeyForm
            site={config().APP_NAME}
            title={TITLE}
            id={passkey.id}
            email={session.user.email}
            confirmation={await confirmationOf(session)}
          />
        </>
      )}
    </section>
  )
})

function LastFactor() {
  return (
    <>
      <PageTitle>{TITLE}</PageTitle>
      <p>
        This is your last second factor, so you couldn’t log in without it. Add another passkey or set up an
        authenticator app first.
      </p>
      {!isTwoStepRequired() && <p>If you don’t want a second step anymore, turn off two-step login.</p>}
      <p className="choice">
        <a className="button" href="/account/security">
          Go to Security
        </a>
      </p>
    </>
  )
}
