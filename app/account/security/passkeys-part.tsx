import { relyingParty } from '@/lib/factors/webauthn/relying-party'
import type { PublicPasskey } from '@/lib/passkeys/public-passkey'
import { PasskeyList } from './passkey-list'

type Props = { passkeys: PublicPasskey[]; verified: boolean }

export function PasskeysPart({ passkeys, verified }: Props) {
  return (
    <>
      <h2>Passkeys</h2>
      <p>
        With a passkey, you log in with your fingerprint, your face or your screen lock, and don’t need your password.
      </p>
      <PasskeyList passkeys={passkeys} />
      <WayOn passkeys={passkeys} verified={verified} />
    </>
  )
}

function WayOn({ passkeys, verified }: Props) {
  if (!verified) return <p>Before you can add one, your email must be verified.</p>
  if (!relyingParty() && passkeys.length === 0) return <NoPasskeysHere />
  return (
    <p className="choice">
      <a className="button" href="/account/security/passkeys">
        {passkeys.length > 0 ? 'Manage passkeys' : 'Add a passkey'}
      </a>
    </p>
  )
}

/** Browsers make passkeys only for domains. */
export function NoPasskeysHere() {
  return <p>Passkeys don’t work at this site’s URL, because it’s an IP address. They need a domain name.</p>
}
