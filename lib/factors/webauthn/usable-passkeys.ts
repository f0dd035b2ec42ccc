import { type Passkey, passkeysOf } from '@/db/factors/passkeys'
import { relyingParty } from './relying-party'

/** Those passkeys of the account that browsers offer here. */
export async function usablePasskeys(userId: string): Promise<Passkey[]> {
  return (await passkeysOf(userId)).filter(isUsable)
}

/** Whether browsers offer this passkey here: one that was made for another domain does not work. */
export function isUsable({ rpId }: Pick<Passkey, 'rpId'>): boolean {
  return rpId === relyingParty()?.id
}
