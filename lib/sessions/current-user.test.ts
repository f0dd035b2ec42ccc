import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions, users } from '@/db/schema'
import { publicUser } from '@/lib/accounts/public-user'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { currentUser } from './current-user'
import { SESSION_IDLE_DAYS, SESSION_LIFETIME_DAYS } from './session-lifetime'

test('a session returns the public fields of its user', async () => {
  const user = await someone({ passwordHash: 'old' })
  expect(await currentUser(await loggedIn(user))).toEqual(publicUser(user))
})

test('no credential, a made-up one and the digest of a real one return no user [F2]', async () => {
  const { tokenHash, kind } = await loggedIn(await someone({ passwordHash: 'old' }))
  expect(await currentUser(undefined)).toBeUndefined()
  for (const token of ['', 'x', tokenHash, "' or 1=1 --", 'nul\0'])
    expect(await currentUser({ token, kind })).toBeUndefined()
})

test('a cookie’s token does not work as a bearer token, nor the other way around [F7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [browser, api] = [await loggedIn(user, 'browser'), await loggedIn(user, 'api')]
  expect(await currentUser({ ...browser, kind: 'api' })).toBeUndefined()
  expect(await currentUser({ ...api, kind: 'browser' })).toBeUndefined()
})

test('a reset token does not work as a session token [E2]', async () => {
  const { token } = await aResetLink(await someone({ passwordHash: 'old' }))
  for (const kind of ['api', 'browser'] as const) expect(await currentUser({ token, kind })).toBeUndefined()
})

test('a session in daily use ends after thirty days [F4]', async () => {
  const { token, tokenHash, kind } = await loggedIn(await someone({ passwordHash: 'old' }))
  for (let day = 0; day < SESSION_LIFETIME_DAYS; day++) {
    expect(await currentUser({ token, kind })).toBeDefined()
    await age(tokenHash, 1)
  }
  expect(await currentUser({ token, kind })).toBeUndefined()
})

test('an unused session ends after fourteen days [F4]', async () => {
  const credential = await loggedIn(await someone({ passwordHash: 'old' }))
  await age(credential.tokenHash, SESSION_IDLE_DAYS)
  expect(await currentUser(credential)).toBeUndefined()
})

test('using a session restarts its idle time', async () => {
  const credential = await loggedIn(await someone({ passwordHash: 'old' }))
  await age(credential.tokenHash, SESSION_IDLE_DAYS - 1)
  await currentUser(credential)
  await age(credential.tokenHash, SESSION_IDLE_DAYS - 1)
  expect(await currentUser(credential)).toBeDefined()
})

test('a disabled or deleted account is logged in nowhere from the next call on [F5]', async () => {
  const [disabled, deleted] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  const credentials = [await loggedIn(disabled), await loggedIn(deleted, 'browser')]
  await disable(disabled)
  await query((db) => db.delete(users).where(eq(users.id, deleted.id)))
  for (const credential of credentials) expect(await currentUser(credential)).toBeUndefined()
})

/** As if this many days had passed. */
async function age(tokenHash: string, days: number): Promise<void> {
  const past = (column: typeof sessions.createdAt | typeof sessions.lastSeenAt | typeof sessions.expiresAt) =>
    sql`${column} - make_interval(days => ${days})`
  const moments = {
    createdAt: past(sessions.createdAt),
    lastSeenAt: past(sessions.lastSeenAt),
    expiresAt: past(sessions.expiresAt),
  }
  await query((db) => db.update(sessions).set(moments).where(eq(sessions.tokenHash, tokenHash)))
}
