import { and, eq } from 'drizzle-orm'
import type { Origin } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { endSessions } from '@/db/sessions/end-sessions'
import { lockOwnSession } from '@/db/sessions/own-session'
import { hasUsablePasskey, isLastFactor } from './last-factor'
import { lowerLevel } from './level'
import type { Passkey } from './passkeys'
import { recordFactorChange } from './record-change'
import { isPasskeySetAside } from './set-aside/passkeys-set-aside'
import { setAside } from './set-aside/set-aside'
import { spendChallenge } from './spent-challenges'
import { passkeys } from './tables'

/** More than anybody has devices. The browser is told of each of them when another one is added. */
export const PASSKEYS_AT_MOST = 20

type Owner = { userId: string; sessionId: string }
type NewPasskey = Omit<Passkey, 'id' | 'userId' | 'createdAt' | 'lastUsedAt'>
/** `challenge` is the hash of the one that the new passkey has signed. */
type Adding = Owner & { challenge: string; passkey: NewPasskey }

/** Adds a passkey that was checked. Undefined if the session has ended or the email is not verified. */
export function addPasskey(
  { userId, sessionId, challenge, passkey }: Adding,
  origin: Origin,
): Promise<Passkey | 'exists' | 'too-many' | 'challenge-used' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    // Someone who registers with another person's email must not leave a way into the account.
    if (!user?.emailVerifiedAt) return undefined
    if (!(await spendChallenge(tx, challenge))) return 'challenge-used'
    if ((await tx.$count(passkeys, eq(passkeys.userId, userId))) >= PASSKEYS_AT_MOST) return 'too-many'
    const [added] = await tx
      .insert(passkeys)
      .values({ userId, ...passkey })
      .onConflictDoNothing()
      .returning()
    // In this account or another: a credential of two accounts could open the wrong one (WebAuthn Level 3, section 7.1).
    if (!added) return 'exists'
    // Or it could keep one that was removed or suspended, of this account or another, from coming back. Asked after the insert,
    // which has waited for a removal that was under way.
    if (await isPasskeySetAside(tx, passkey.credentialId)) {
      await tx.delete(passkeys).where(eq(passkeys.id, added.id))
      return 'exists'
    }
    await recordFactorChange(tx, user, { change: 'passkey-added', passkeyName: added.name }, origin)
    return added
  })
}

/** Undefined if the account has no such passkey. */
export async function renamePasskey(userId: string, id: string, name: string): Promise<Passkey | undefined> {
  const [renamed] = await query((db) => db.update(passkeys).set({ name }).where(isOwn(userId, id)).returning())
  return renamed
}

/**
 * Removes a passkey. Every other session ends, because it may have begun with it. `rpId` is the domain whose passkeys can be used
 * now. Undefined if the session has ended.
 */
export function removePasskey(
  { userId, sessionId, id, rpId }: Owner & { id: string; rpId: string | undefined },
  origin: Origin,
): Promise<'removed' | 'last-factor' | 'not-found' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user) return undefined
    const [found] = await tx.select().from(passkeys).where(isOwn(userId, id))
    if (!found) return 'not-found'
    if (await isLastFactor(tx, user, { passkey: id }, rpId)) return 'last-factor'
    await setAside(tx, userId, { kind: 'passkey', which: eq(passkeys.id, id), as: 'removed' })
    await endSessions(tx, { allOf: userId, except: sessionId }, 'passkey-removed')
    if (!user.twoStepAt && !(await hasUsablePasskey(tx, userId, rpId))) await lowerLevel(tx, sessionId)
    await recordFactorChange(tx, user, { change: 'passkey-removed', passkeyName: found.name }, origin)
    return 'removed'
  })
}

const isOwn = (userId: string, id: string) => and(eq(passkeys.id, id), eq(passkeys.userId, userId))
