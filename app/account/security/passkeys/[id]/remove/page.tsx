import { confirmationOf } from '@/app/_http/cookies/session-cookie'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { isLastFactor } from '../is-last-factor'
import { passkeyOfPage } from '../passkey-of-page'
import { RemovePasskeyForm } from './form'

const TITLE = 'Remove passkey'

const whatEnds =
  'You can no longer log in with this passkey, and every other device is logged out. Your password manager may still offer it until you delete it there.'
const whatEndsElsewhere =
  'This passkey doesn’t work at this site’s URL. When you remove it, every other device is logged out.'

const lastFactor =
  'This is your last second factor, so you couldn’t log in without it. Add another passkey or set up an authenticator app first.'
const noFactor =
  'This passkey doesn’t work at this site’s URL, and you have no other second factor. Add another passkey or set up an authenticator app first.'

export default orUnavailablePage(async function RemovePasskeyPage({
  params,
}: PageProps<'/account/security/passkeys/[id]/remove'>) {
  const { session, factors, passkey } = await passkeyOfPage((await params).id)
  return (
    <section className="card">
      <h1>{TITLE}</h1>
      <p>
        <strong>
          <bdi>{passkey.name}</bdi>
        </strong>
      </p>
      {isLastFactor(passkey.id, factors) ? (
        <LastFactor usable={passkey.usable} />
      ) : (
        <>
          <p>{passkey.usable ? whatEnds : whatEndsElsewhere}</p>
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

function LastFactor({ usable }: { usable: boolean }) {
  return (
    <>
      <PageTitle>{TITLE}</PageTitle>
      <p>{usable ? lastFactor : noFactor}</p>
      {!isTwoStepRequired() && <p>If you don’t want a second step anymore, turn off two-step login.</p>}
      <p className="choice">
        <a className="button" href="/account/security">
          Go to Security
        </a>
      </p>
    </>
  )
}
