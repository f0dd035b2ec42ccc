import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { events, sessions } from '@/db/schema'
import { confirmSession } from '@/db/sessions/confirm-session'
import { startSession } from '@/db/sessions/start-session'
import { changeAccount } from '@/test/accounts/account-now'
import { loggedIn } from '@/test/accounts/logged-in'
import { aPasskeyOf, usedNow } from '@/test/accounts/passkeys'
import { disable, someone } from '@/test/accounts/someone'
import { sessionIdOf, someoneWithTwoStep } from '@/test/accounts/two-step'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { countFailedCode, findApp } from './authenticator-apps'
import { createPendingLogin, findPendingLogin } from './logins/pending-logins'
import { findPasskey, passkeyHandleOf, type UsedPasskey } from './passkeys'

type Owner = { id: string; passwordHash: string }
const tokenHash = () => crypto.randomUUID()

const begin = ({ id: userId }: Owner, proof: UsedPasskey, more: object = {}) =>
  startSession({ userId, tokenHash: tokenHash(), kind: 'api', lifetimeDays: 30, ...more }, proof, {})

const sessionsOf = ({ id }: Owner) =>
  query((db) => db.select().from(sessions).where(eq(sessions.userId, id)).orderBy(sessions.id))

async function pendingOf({ id: userId, passwordHash }: Owner): Promise<string> {
  const login = { userId, tokenHash: tokenHash(), kind: 'api', checkedHash: passwordHash, minutes: 10 } as const
  await createPendingLogin(login, {})
  return (await findPendingLogin(login.tokenHash, 'api'))!.id
}

test('a passkey alone begins a session of the second level, with two-step login or without', async () => {
  const withTwoStep = (await someoneWithTwoStep()).user
  for (const [user, synced] of [
    [await someone({ verified: true }), true],
    [withTwoStep, false],
  ] as const) {
    expect(await begin(user, usedNow(await aPasskeyOf(user, { synced })))).toBe(true)
    const amr = synced ? 'swk user' : 'hwk user'
    expect((await sessionsOf(user)).at(-1)).toMatchObject({ amr, secondFactorAt: expect.any(Date) })
    const noted = await query((db) => db.select().from(events).where(eq(events.userId, user.id)).orderBy(events.id))
    expect(noted.at(-1)).toMatchObject({ type: 'login', details: { kind: 'api', amr } })
  }
})

test('a passkey finishes a login whose password was right, which is then used up', async () => {
  const { user } = await someoneWithTwoStep()
  const [passkey, pendingLogin] = [await aPasskeyOf(user), await pendingOf(user)]
  const session = { userId: user.id, tokenHash: tokenHash(), kind: 'api', lifetimeDays: 30 } as const
  expect(await startSession(session, { pendingLogin, step: usedNow(passkey) }, {})).toBe(true)
  expect((await sessionsOf(user)).at(-1)).toMatchObject({ amr: 'pwd swk', secondFactorAt: expect.any(Date) })
  expect(await startSession({ ...session, tokenHash: tokenHash() }, { pendingLogin, step: usedNow(passkey) }, {})).toBe(
    false,
  )
})

test('of 20 logins with one answer of a passkey exactly one begins, and the passkey notes its use [M20]', async () => {
  const user = await someone({ verified: true })
  const passkey = await aPasskeyOf(user)
  const used = usedNow(passkey)
  const begun = await atOnce(20, () => begin(user, used))
  expect(begun.filter((one) => one === true)).toHaveLength(1)
  expect(begun.filter((one) => one === 'step-used')).toHaveLength(19)
  expect(await sessionsOf(user)).toHaveLength(1)
  expect((await findPasskey(passkey.credentialId))?.passkey).toMatchObject({
    signCount: 1,
    lastUsedAt: expect.any(Date),
  })
})

test('a passkey of another account begins no session [M21]', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  expect(await begin(user, usedNow(await aPasskeyOf(other)))).toBe('step-used')
  expect(await sessionsOf(user)).toEqual([])
})

test('a passkey opens no disabled account, and cancels the deletion of one that waits for it', async () => {
  const [closed, leaving] = [await someone({ verified: true }), await someone({ verified: true })]
  await disable(closed)
  expect(await begin(closed, usedNow(await aPasskeyOf(closed)))).toBe(false)
  await changeAccount(leaving, { deletionDueAt: new Date(Date.now() + 1e8) })
  expect(await begin(leaving, usedNow(await aPasskeyOf(leaving)))).toBe(false)
  expect(await begin(leaving, usedNow(await aPasskeyOf(leaving)), { recovers: true })).toBe(true)
})

test('a passkey gives the authenticator app its attempts back', async () => {
  const { user, app } = await someoneWithTwoStep()
  await countFailedCode(app)
  await begin(user, usedNow(await aPasskeyOf(user)))
  expect(await findApp(user.id)).toMatchObject({ failures: 0 })
})

test('a login with a passkey ends the unfinished logins from the same place', async () => {
  const { user } = await someoneWithTwoStep()
  const pending = { userId: user.id, tokenHash: tokenHash(), kind: 'api', checkedHash: user.passwordHash } as const
  await createPendingLogin({ ...pending, minutes: 10 }, {})
  await begin(user, usedNow(await aPasskeyOf(user)))
  expect(await findPendingLogin(pending.tokenHash, 'api')).toBeUndefined()
})

test('a passkey confirms with two-step login or without, once, and raises the level of the session [M14]', async () => {
  const user = await someone({ verified: true })
  const owner = { userId: user.id, sessionId: await sessionIdOf((await loggedIn(user)).tokenHash) }
  const confirmedAt = new Date(Date.now() - 900_000)
  await query((db) => db.update(sessions).set({ confirmedAt }).where(eq(sessions.id, owner.sessionId)))
  const step = usedNow(await aPasskeyOf(user, { synced: false }))
  expect(await confirmSession({ ...owner, step }, {})).toBe(true)
  const [session] = await sessionsOf(user)
  expect(session).toMatchObject({ amr: 'pwd hwk', secondFactorAt: expect.any(Date) })
  expect(session!.confirmedAt.getTime()).toBeGreaterThan(confirmedAt.getTime())
  expect(await confirmSession({ ...owner, step }, {})).toBe(false)
  const another = usedNow(await aPasskeyOf(await someone({ verified: true })))
  expect(await confirmSession({ ...owner, step: another }, {})).toBe(false)
})

test('confirming changes nothing about how a session of the second level began', async () => {
  const { user, sessionId } = await someoneWithTwoStep()
  const [before] = await sessionsOf(user)
  const step = usedNow(await aPasskeyOf(user))
  expect(await confirmSession({ userId: user.id, sessionId, step }, {})).toBe(true)
  const { amr, secondFactorAt } = before!
  expect((await sessionsOf(user))[0]).toMatchObject({ amr, secondFactorAt })
})

test('passkeys know an account by 32 random bytes, the same for all of them [M23]', async () => {
  const user = await someone({ verified: true })
  const handles = await atOnce(5, () => passkeyHandleOf(user.id))
  expect(new Set(handles).size).toBe(1)
  expect(Buffer.from(handles[0]!, 'base64url')).toHaveLength(32)
  expect(await passkeyHandleOf((await someone()).id)).not.toBe(handles[0])
})
