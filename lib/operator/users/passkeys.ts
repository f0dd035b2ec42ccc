import { type Passkey, passkeysOf } from '@/db/factors/passkeys'
import { type PublicPasskey, publicPasskey } from '@/lib/passkeys/public-passkey'

/** A passkey as operators see it: also the domain that it was made for. */
export type OperatorsPasskey = PublicPasskey & { domain: string }

export async function operatorsPasskeys(userId: string): Promise<OperatorsPasskey[]> {
  return (await passkeysOf(userId)).map(operatorsPasskey)
}

function operatorsPasskey(passkey: Passkey): OperatorsPasskey {
  return { ...publicPasskey(passkey), domain: passkey.rpId }
}
