import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { consents, providerRecords } from '@/db/provider/login-tables'
import { eventsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { anApp, enterApp } from '@/test/provider/an-app'
import { skipUses } from '@/test/skip-uses'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { listApps, publicApps } from './list-apps'
import { removeApp } from './remove-app'
import { scopeWords } from './scope-words'

test('an app is listed, by name, if the owner is logged in to it, has allowed it, or has given it lasting access', async () => {
  const [user, other] = [await someone({ passwordHash: 'none' }), await someone({ passwordHash: 'none' })]
  const [entered, allowed, lasting, expired, theirs] = await Promise.all(
    ['D entered', 'C allowed', 'B lasting', 'A expired', 'E theirs'].map((name) => anApp({ name })),
  )
  await enterApp(user, entered!)
  await enterApp(other, theirs!)
  const hour = 3_600_000
  const grant = { kind: 'Grant', userId: user.id, payload: { iat: 1_700_000_000 } }
  await query(async (db) => {
    await db.insert(consents).values({ userId: user.id, clientId: allowed!.id, scopes: ['openid'] })
    await db.insert(providerRecords).values([
      { ...grant, clientId: lasting!.id, idHash: lasting!.id, expiresAt: new Date(Date.now() + hour) },
      { ...grant, clientId: expired!.id, idHash: expired!.id, expiresAt: new Date(Date.now() - hour) },
    ])
  })
  const listed = await publicApps(user.id)
  expect(listed.map(({ name }) => name)).toEqual(['B lasting', 'C allowed', 'D entered'])
  expect(listed[0]).toMatchObject({ since: '2023-11-14T22:13:20.000Z', last_used_at: '2023-11-14T22:13:20.000Z' })
  for (const { since } of listed.slice(1)) expect(Date.now() - Date.parse(since)).toBeLessThan(60_000)
})

test('an app that asks may read what was allowed and still offered, and any other what its operator set', async () => {
  const user = await someone({ passwordHash: 'none' })
  const scopes = ['openid', 'email', 'phone']
  const [asks, asksNot] = [await anApp({ name: 'A', scopes, thirdParty: true }), await anApp({ name: 'B', scopes })]
  for (const app of [asks, asksNot]) await enterApp(user, app)
  await query((db) =>
    db
      .update(consents)
      .set({ scopes: ['openid', 'email', 'profile'] })
      .where(eq(consents.userId, user.id)),
  )
  expect((await publicApps(user.id)).map((app) => app.scopes)).toEqual([['openid', 'email'], scopes])
})

test('scopes are said in words', () => {
  expect(scopeWords(['openid'])).toBe('only the ID of your account')
  expect(scopeWords(['phone', 'openid', 'email'])).toBe('your email address and your phone number')
  expect(scopeWords(['offline_access', 'profile'])).toBe('your name, also while you are logged out')
})

test('an account can remove 60 apps in an hour, and the removal is in its activity', async () => {
  const user = await someone({ passwordHash: 'none' })
  const app = await anApp()
  await enterApp(user, app)
  const caller = await aCallerOf(user)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    expect(await removeApp({ id: app.id }, caller)).toEqual({ ok: true, value: { name: app.name } })
    expect(await removeApp({ id: app.id }, caller)).toMatchObject({ code: 'not-found' })
    await skipUses(`remove-app/account/3600/${user.id}`, 2, 59)
    expect(await removeApp({ id: app.id }, caller)).toMatchObject({ code: 'not-found' })
    expect(await removeApp({ id: app.id }, caller)).toMatchObject({ code: 'too-many-requests' })
  })
  expect((await eventsOf(user)).filter((type) => type === 'app-removed')).toHaveLength(1)
})

test('apps are listed and removed only with a login', async () => {
  for (const operation of [listApps, removeApp])
    expect(await operation({ id: 'x' }, aCaller())).toMatchObject({ ok: false, code: 'unauthenticated' })
})
