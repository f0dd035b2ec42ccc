import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someoneInSession } from '@/test/accounts/own-session'
import { aNewPasskey, aPasskeyOf } from '@/test/accounts/passkeys'
import { atOnce } from '@/test/at-once'
import { expect, test } from '@/test/unit'
import { addPasskey, PASSKEYS_AT_MOST, removePasskey, renamePasskey } from './own-passkeys'
import { findPasskey, passkeysOf } from './passkeys'

const rpId = 'localhost'

const add = (
  own: { userId: string; sessionId: string },
  credentialId: string = randomUUID(),
  challenge: string = randomUUID(),
) => addPasskey({ ...own, challenge, passkey: { ...aNewPasskey(), credentialId } }, {})

async function told(user: { id: string }) {
  const sent = await emailsOf(user, 'second-factor-changed')
  return sent.map(({ data }) => [data.factor_change, data.passkey_name])
}

test('a passkey is added, the owner is told, and no session ends [M25]', async () => {
  const { user, own } = await someoneInSession()
  await loggedIn(user)
  expect(await add(own)).toMatchObject({ name: 'Phone', lastUsedAt: null })
  expect((await rowsOf(user)).sessions).toHaveLength(2)
  expect(await told(user)).toEqual([['passkey-added', 'Phone']])
  expect((await rowsOf(user)).events.at(-1)).toMatchObject({
    type: 'passkey-added',
    details: { passkey_name: 'Phone' },
  })
})

test('an unverified account, and a session that has ended, add no passkey [M17]', async () => {
  expect(await add((await someoneInSession({})).own)).toBeUndefined()
  const { own } = await someoneInSession()
  await query((db) => db.delete(sessions).where(eq(sessions.id, own.sessionId)))
  expect(await add(own)).toBeUndefined()
})

test('a credential is never that of two accounts, or twice in one [M21]', async () => {
  const [{ own }, { own: other }] = [await someoneInSession(), await someoneInSession()]
  const id = randomUUID()
  expect((await atOnce(5, () => add(own, id))).filter((added) => typeof added === 'object')).toHaveLength(1)
  expect(await add(other, id)).toBe('exists')
  expect((await findPasskey(id))?.user.id).toBe(own.userId)
})

test('a challenge adds one passkey [M20]', async () => {
  const { own } = await someoneInSession()
  const challenge = randomUUID()
  const added = await atOnce(10, () => add(own, randomUUID(), challenge))
  expect(added.filter((one) => one !== 'challenge-used')).toHaveLength(1)
})

test('an account has at most 20 passkeys, even if several are added at once', async () => {
  const { user, own } = await someoneInSession()
  for (let count = 2; count < PASSKEYS_AT_MOST; count += 1) await aPasskeyOf(user)
  const added = await atOnce(4, () => add(own))
  expect(added.filter((one) => one === 'too-many')).toHaveLength(2)
  expect(await passkeysOf(user.id)).toHaveLength(PASSKEYS_AT_MOST)
})

test('only the owner renames or removes a passkey', async () => {
  const { user, own } = await someoneInSession()
  const [passkey, { own: other }] = [await aPasskeyOf(user), await someoneInSession()]
  expect(await renamePasskey(user.id, passkey.id, 'Laptop')).toMatchObject({ id: passkey.id, name: 'Laptop' })
  expect(await renamePasskey(other.userId, passkey.id, 'Mine')).toBeUndefined()
  expect(await removePasskey({ ...other, id: passkey.id, rpId }, {})).toBe('not-found')
  expect(await passkeysOf(user.id)).toMatchObject([{ name: 'Laptop' }])
  expect(await removePasskey({ ...own, id: passkey.id, rpId }, {})).toBe('removed')
  expect(await told(user)).toEqual([['passkey-removed', 'Laptop']])
})

test('removing a passkey ends the other sessions, and after the last one the session has the first level [M16]', async () => {
  const { user, own } = await someoneInSession()
  const [first, last] = [await aPasskeyOf(user), await aPasskeyOf(user)]
  await loggedIn(user)
  await aPasskeyOf(user, { rpId: 'former.example' })
  const level = { amr: 'swk user', secondFactorAt: new Date() } as const
  await query((db) => db.update(sessions).set(level).where(eq(sessions.id, own.sessionId)))
  await removePasskey({ ...own, id: first.id, rpId }, {})
  expect((await rowsOf(user)).sessions).toMatchObject([{ id: own.sessionId, amr: 'swk user' }])
  await removePasskey({ ...own, id: last.id, rpId }, {})
  expect((await rowsOf(user)).sessions).toMatchObject([{ amr: 'pwd', secondFactorAt: null }])
})
