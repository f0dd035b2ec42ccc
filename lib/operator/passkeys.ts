import { type Passkey, passkeysOf } from '@/db/factors/passkeys'
import { relyingParty } from '@/lib/factors/relying-party'
import { type PublicPasskey, publicPasskey } from '@/lib/passkeys/public-passkey'

/** A passkey as operators see it: also the domain that it was made for, and whether it can be used here. */
export type OperatorsPasskey = PublicPasskey & { domain: string; usable: boolean }

export async function operatorsPasskeys(userId: string): Promise<OperatorsPasskey[]> {
  return (await passkeysOf(userId)).map(operatorsPasskey)
}

function operatorsPasskey(passkey: Passkey): OperatorsPasskey {
  const { rpId: domain } = passkey
  return { ...publicPasskey(passkey), domain, usable: domain === relyingParty()?.id }
}
