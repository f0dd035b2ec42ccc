import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { loggedInSession } from '@/app/_http/cookies/session-cookie'
import { Refusal, refusalIn } from '@/app/_ui/forms/refusal'
import { Notice, noticeIn } from '@/app/_ui/notice'
import { PageTitle } from '@/app/_ui/page-title'
import { orUnavailablePage } from '@/app/_ui/unavailable-page'
import { config } from '@/lib/config'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import { defaultName } from '@/lib/passkeys/default-name'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { TellPasswordManager } from '../../tell-password-manager'
import { PasskeyList } from '../passkey-list'
import { NoPasskeysHere } from '../passkeys-part'
import { AddPasskeyForm } from './form'
import { OfferTwoStep, TwoStepNeeded } from './offer-two-step'
import { WaysOfPasskey } from './ways-of-passkey'

const PAGE = '/account/security/passkeys'
const TITLE = 'Passkeys'

const notices = {
  added: 'Your passkey was added. From now on, you can log in with it.',
  renamed: 'The passkey has a new name.',
  removed:
    'The passkey was removed, and every other device was logged out. You can also delete it from your password manager.',
}

export default orUnavailablePage(async function PasskeysPage({ searchParams }: PageProps<typeof PAGE>) {
  const { user, twoStepAt, confirmation } = await loggedInSession(PAGE, { whileRequired: true })
  // The page before says what to do first.
  if (!user.email_verified) redirect('/account/security')
  const [params, { passkeys }] = await Promise.all([searchParams, secondFactorsOf({ id: user.id, twoStepAt })])
  const added = params.added !== undefined
  const usable = passkeys.some((passkey) => passkey.usable)
  return (
    <section className="card">
      <h1>{TITLE}</h1>
      <Refusal>{refusalIn(params.refused)}</Refusal>
      <Notice>{noticeIn(params, notices)}</Notice>
      {!twoStepAt && (isTwoStepRequired() && usable ? <TwoStepNeeded /> : added && <OfferTwoStep />)}
      <p>
        With a passkey, you log in with your fingerprint, your face or your screen lock, and don’t need your password.
      </p>
      <PasskeyList passkeys={passkeys} ways={(passkey) => <WaysOfPasskey passkey={passkey} />} />
      <h2>Add a passkey</h2>
      <AddPasskey fresh={confirmation.fresh} name={defaultName((await headers()).get('user-agent') ?? undefined)} />
      <TellPasswordManager />
    </section>
  )
})

function AddPasskey({ fresh, name }: { fresh: boolean; name: string }) {
  if (relyingParty() && fresh) return <AddPasskeyForm site={config().APP_NAME} title={TITLE} name={name} />
  return (
    <>
      <PageTitle>{TITLE}</PageTitle>
      {relyingParty() ? (
        <p className="choice">
          <a className="button main" href={`/account/confirm?next=${PAGE}`}>
            Confirm it’s me to add a passkey
          </a>
        </p>
      ) : (
        <NoPasskeysHere />
      )}
    </>
  )
}
