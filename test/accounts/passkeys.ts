import { randomBytes, randomUUID } from 'node:crypto'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { Passkey, UsedPasskey } from '@/db/factors/passkeys'
import { passkeys } from '@/db/factors/tables'

/** What is stored of a new passkey, for the domain of the tests. It cannot sign anything. */
export const aNewPasskey = () => ({
  ...{ credentialId: randomBytes(16).toString('base64url'), publicKey: 'none', signCount: 0 },
  ...{ transports: ['internal'], rpId: 'localhost', synced: true, name: 'Phone' },
})

/** A passkey that was added to the account. It cannot sign anything. */
export async function aPasskeyOf({ id: userId }: Pick<User, 'id'>, overrides: Partial<Passkey> = {}): Promise<Passkey> {
  const row = { userId, ...aNewPasskey(), ...overrides }
  const [passkey] = await query((db) => db.insert(passkeys).values(row).returning())
  return passkey!
}

/** A right answer of the passkey, to a challenge of its own. */
export const usedNow = ({ id }: Passkey, challenge: string = randomUUID()): UsedPasskey => ({
  ...{ passkey: id, challenge, signCount: 1 },
})
