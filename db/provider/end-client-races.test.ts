import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import { transaction } from '@/db/connection/client'
import { sessions, users } from '@/db/schema'
import { deleteSession } from '@/db/sessions/revoke-sessions'
import { onPostgres } from '@/e2e/support/needs'
import { eventsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { anAct } from '@/test/operator/an-act'
import { anApp, enterApp, rowsOfApp } from '@/test/provider/an-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { disableClient } from './client-changes'
import { endClient } from './end-client'
import { providerRecords } from './login-tables'
import { removeApp } from './remove-app'

test('of five removals of an app at once one removes it', async () => {
  const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
  await enterApp(user, app)
  const removed = await atOnce(5, () => removeApp(user.id, app.id))
  expect(removed.filter(Boolean)).toEqual([app.name])
  expect((await eventsOf(user)).filter((type) => type === 'app-removed')).toHaveLength(1)
})

test('an app that is disabled during a reset waits for it, and neither deadlocks', async () => {
  const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
  const [first, last] = [await enterApp(user, app), await enterApp(user, app)]
  let disabling: Promise<unknown> = Promise.resolve()
  await transaction(async (tx) => {
    await lockUser(tx, user.id)
    await tx.delete(sessions).where(eq(sessions.id, last.id))
    disabling = Promise.allSettled([disableClient(anAct(), app.id)])
    await pause(300)
    await tx.delete(sessions).where(eq(sessions.id, first.id))
  })
  expect(await disabling).toEqual([{ status: 'fulfilled', value: true }])
})

test('a token that is stored while the access of its app is removed does not outlive it [P11 P31]', {
  tag: onPostgres,
}, async () => {
  const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
  const { id: sessionId } = await enterApp(user, app)
  const isGrant = and(eq(providerRecords.clientId, app.id), eq(providerRecords.kind, 'Grant'))
  let removing: Promise<unknown> = Promise.resolve()
  await transaction(async (tx) => {
    // As a token is stored: only while its grant is there.
    await tx.select({ kind: providerRecords.kind }).from(providerRecords).where(isGrant).for('key share')
    removing = removeApp(user.id, app.id)
    await pause(300)
    const token = { kind: 'AccessToken', idHash: randomUUID(), userId: user.id, clientId: app.id, sessionId }
    await tx.insert(providerRecords).values({ ...token, payload: {}, expiresAt: sql`now() + interval '1 hour'` })
  })
  expect(await removing).toBe(app.name)
  expect(await rowsOfApp(app)).toMatchObject({ records: [], logins: [], notices: { length: 1 } })
})

test('a login that ends in two ways at the same time is told once [P12]', { tag: onPostgres }, async () => {
  const [app, user] = [await anApp(), await someone({ passwordHash: 'none' })]
  const { id } = await enterApp(user, app)
  let loggingOut: Promise<unknown> = Promise.resolve()
  await withSettings({ PROVIDER: 'on' }, async () => {
    await transaction(async (tx) => {
      await endClient(tx, app.id, 'app-removed', eq(users.id, user.id))
      loggingOut = deleteSession(user.id, id, {})
      await pause(300)
    })
    await loggingOut
  })
  expect(await rowsOfApp(app)).toMatchObject({ logins: [], notices: [{ cause: 'app-removed' }] })
})
