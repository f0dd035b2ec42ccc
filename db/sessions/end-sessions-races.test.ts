import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { disableUserBy } from '@/db/operator/changes/operator-changes'
import { appLogins, providerRecords } from '@/db/provider/login-tables'
import { onPostgres } from '@/e2e/support/needs'
import { isUnavailable } from '@/lib/unavailable'
import { someone } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { type App, anApp, appRowsOf, aSession, enterApp, grantOffline } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { endSessions } from './end-sessions'
import { endSession } from './revoke-sessions'

const ways = [
  (_: User, { tokenHash }: { tokenHash: string }) => endSession(tokenHash, 'browser', {}),
  ({ id }: User) => disableUserBy(anAct('Ada'), id),
]

test('an app login that is stored while its session ends is told of the end [P11]', { tag: onPostgres }, async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    for (const end of ways) {
      const [app, user] = [await anApp(), await someone()]
      const session = await aSession(user)
      const login = await inProgress((tx) =>
        tx.insert(appLogins).values({ sessionId: session.id, clientId: app.id, sid: session.id }),
      )
      await Promise.all([end(user, session), login.done])
      expect((await appRowsOf(user)).notices).toMatchObject([{ sid: session.id }])
    }
  })
})

test('a token that is stored while everything ends does not outlive its grant [P11]', { tag: onPostgres }, async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    const [app, user] = [await anApp(), await someone()]
    await grantOffline(user, app)
    const token = await inProgress((tx) => storeToken(tx, user, app))
    await Promise.all([disableUserBy(anAct('Ada'), user.id), token.done])
    expect((await appRowsOf(user)).records).toEqual([])
  })
})

test('a logout and a token of the same session never deadlock', { tag: onPostgres }, async () => {
  await withSettings({ PROVIDER: 'on' }, async () => {
    const [app, user] = [await anApp(), await someone()]
    const session = await aSession(user)
    await enterApp(user, session.id, app)
    const token = await inProgress(
      (tx) => lockGrant(tx, user),
      (tx) => storeToken(tx, user, app, session.id),
    )
    await Promise.all([endSession(session.tokenHash, 'browser', {}), token.done])
    expect((await appRowsOf(user)).records).toEqual([])
  })
})

test('if the connection is lost after everything has ended, nothing has ended and no app is told [P11]', {
  tag: onPostgres,
}, async () => {
  const [app, user] = [await anApp(), await someone()]
  await enterApp(user, (await aSession(user)).id, app)
  await grantOffline(user, app)
  const before = await appRowsOf(user)
  const cut = transaction(async (tx) => {
    await endSessions(tx, { allOf: user.id }, 'disabled')
    await killConnectionOf(tx)
    await tx.execute(sql`select 1`)
  })
  expect(isUnavailable(await cut.catch((error) => error))).toBe(true)
  expect(before.records).toHaveLength(4)
  expect(await appRowsOf(user)).toEqual(before)
})

async function killConnectionOf(tx: Database) {
  const [own] = await tx.select({ pid: sql<number>`pg_backend_pid()` }).from(sql`(select 1) as one`)
  await query((db) => db.execute(sql`select pg_terminate_backend(${own!.pid}::int)`))
}

const isGrantOf = ({ id }: User) => and(eq(providerRecords.userId, id), eq(providerRecords.kind, 'Grant'))

async function lockGrant(tx: Database, user: User) {
  await tx.select({ id: providerRecords.idHash }).from(providerRecords).where(isGrantOf(user)).for('key share')
}

/** As the adapter does it: only while the grant is there. */
async function storeToken(tx: Database, user: User, app: App, sessionId: string | null = null) {
  await lockGrant(tx, user)
  const row = { userId: user.id, clientId: app.id, kind: 'AccessToken', idHash: `${user.id}/${Math.random()}` }
  await tx.insert(providerRecords).values({ ...row, sessionId, payload: {}, expiresAt: sql`now() + interval '1 hour'` })
}

/** A transaction that has done its `work`, goes on a little later, and then commits. */
async function inProgress(work: (tx: Database) => Promise<unknown>, later?: (tx: Database) => Promise<unknown>) {
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const done = transaction(async (tx) => {
    await work(tx)
    begin()
    await sleep(400)
    await later?.(tx)
  })
  await begun
  return { done }
}
