import { eq, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { secureAccount } from '@/db/accounts/not-me'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { noteSuspended, setAside } from '@/db/factors/set-aside/set-aside'
import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { setAsideFactors } from '@/db/factors/tables'
import { renewRecoveryCodes } from '@/db/factors/two-step'
import type { Caller } from '@/lib/operation'
import { everyNotice } from '@/test/emails/every-notice'
import { type MadeLink, newestLink } from '@/test/links/link-row'
import { accountOf, changeAccount } from './account-now'
import { aCallerOf } from './callers'
import { hoursAgo, newCodes, setUpAgain, someoneWithTwoStepSince } from './changed-factors'
import { aPasskeyOf } from './passkeys'
import { aCallerWithSecondStep } from './second-level'
import { aSigningPasskeyOf, someoneWithPasskey } from './signing-passkey'
import { sessionIdOf, someoneWithTwoStep } from './two-step'

/** Sends the owner a notice. What is done to the second factors from now on is undone by pressing it. */
export async function notice(user: User): Promise<MadeLink> {
  await everyNotice['phone-changed'](user)
  return newestLink('not-me', user)
}

/** "This wasn't me" in that notice. The owner then chooses the same password again. */
export async function pressNotMe(user: User, { id }: MadeLink): Promise<void> {
  if (!(await secureAccount(id, user.emailCanonical, {}))) throw new Error('This notice has been used.')
  await changeAccount(user, { passwordHash: user.passwordHash })
}

/**
 * An account with two-step login where "this wasn't me" has suspended another app, other recovery codes and a passkey, and its
 * owner, who has logged in since with the older app. `secret` and `codeHashes` are of what is older.
 */
export async function someoneWithSuspended(door: Caller['door'] = 'api') {
  const { user, own, ...older } = await someoneWithTwoStepSince(hoursAgo(1))
  const link = await notice(user)
  await setUpAgain(user, own.sessionId)
  const newHashes = newCodes()
  await renewRecoveryCodes({ ...own, codeHashes: newHashes }, {})
  const { device } = await aSigningPasskeyOf(user, { name: 'Theirs' })
  await pressNotMe(user, link)
  const caller = await aCallerWithSecondStep(user, door)
  const sessionId = await sessionIdOf(caller.credential.tokenHash)
  const ids = await suspendedIdsOf(user)
  const after = { ...user, ...(await accountOf(user)) }
  return { ...older, user: after, caller, own: { userId: user.id, sessionId }, newHashes, device, ids }
}

/** The same without two-step login: a passkey is suspended, and its owner has logged in since with the password. */
export async function someoneWithSuspendedPasskey(door: Caller['door'] = 'api') {
  const { user, device, passkey } = await someoneWithPasskey()
  await pressNotMe(user, await notice(user))
  const caller = await aCallerOf(user, door)
  const own = { userId: user.id, sessionId: await sessionIdOf(caller.credential.tokenHash) }
  return { user, device, passkey, caller, own, id: (await suspendedIdsOf(user)).passkey! }
}

/** The IDs of what is suspended, by kind. */
export async function suspendedIdsOf({ id }: Pick<User, 'id'>) {
  const ids: { [Kind in 'authenticator-app' | 'recovery-codes' | 'passkey']?: string } = {}
  for (const { kind, id: each } of await suspendedFactorsOf(id)) ids[kind] = each
  return ids
}

/** Suspends a passkey of an account without ending its sessions; returns the ID to keep or remove it by. */
export async function passkeySuspendedOf(user: Pick<User, 'id'>): Promise<string> {
  await aPasskeyOf(user)
  const { id } = user
  await query(async (db) => {
    await setAside(db, id, { kind: 'passkey', as: 'suspended' })
    await noteSuspended(db, id)
  })
  return (await suspendedIdsOf(user)).passkey!
}

/** An account whose two-step login is as new as everything in it, so that "this wasn't me" has left no way in. */
export async function someoneFrozen() {
  const { user } = await someoneWithTwoStep()
  await pressNotMe(user, await notice(user))
  return { ...user, ...(await accountOf(user)) }
}

/** As if everything that was removed or suspended in the account had been that many days ago. */
export async function setAsideDaysAgo({ id }: Pick<User, 'id'>, days: number): Promise<void> {
  const { removedAt, suspendedAt, userId } = setAsideFactors
  const earlier = (at: PgColumn) => sql`${at} - make_interval(days => ${days})`
  const times = { removedAt: earlier(removedAt), suspendedAt: earlier(suspendedAt) }
  await query((db) => db.update(setAsideFactors).set(times).where(eq(userId, id)))
}
