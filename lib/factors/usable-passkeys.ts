import { type Passkey, passkeysOf } from '@/db/factors/passkeys'
import { relyingParty } from './relying-party'

/** Those passkeys of the account that browsers offer here: one that was made for another domain does not work. */
export async function usablePasskeys(userId: string): Promise<Passkey[]> {
  const site = relyingParty()
  return site ? (await passkeysOf(userId)).filter(({ rpId }) => rpId === site.id) : []
}
