import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { createPendingLogin } from '@/db/factors/logins/pending-logins'
import { keepSuspendedFactor } from '@/db/factors/set-aside/suspended-factors'
import { authenticatorApps, pendingLogins, setAsideFactors } from '@/db/factors/tables'
import { config } from '@/lib/config'
import { openSecret } from '@/lib/factors/codes/app-secret'
import { sweep } from '@/lib/process/sweeper'
import { emailsOf, eventsOf } from '@/test/accounts/account-rows'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { sessionIdOf, setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

type Owner = { id: string; passwordHash: string }

const aSecret = () => randomBytes(32).toString('base64url')

test('the owner is told once of an unfinished login from a new device, and it is removed [M25]', async () => {
  const { user } = await someoneWithTwoStep()
  await pendingLogin(user, { newDevice: true })
  await sweep()
  expect(await toldOf(user)).toEqual([])
  await letLoginsEnd()
  await Promise.all([sweep(), sweep()])
  await sweep()
  expect(await toldOf(user)).toMatchObject([{ data: { failure: 'unfinished', ip: '203.0.113.9' } }])
  expect((await eventsOf(user)).filter((type) => type === 'second-step-failed')).toHaveLength(1)
  expect(await query((db) => db.$count(pendingLogins, eq(pendingLogins.userId, user.id)))).toBe(0)
})

test('an unfinished login from a known device is removed without a word', async () => {
  const { user } = await someoneWithTwoStep()
  await pendingLogin(user, { newDevice: false })
  await letLoginsEnd()
  await sweep()
  expect(await toldOf(user)).toEqual([])
  expect(await query((db) => db.$count(pendingLogins, eq(pendingLogins.userId, user.id)))).toBe(0)
})

test('a setup is removed when its time is over, and the app that works stays [M13]', async () => {
  const [owner, beginner] = [await someoneWithTwoStep(), await someone({ verified: true })]
  const { credential } = await aCallerOf(beginner, 'browser')
  await setUpFor(owner.user, owner.sessionId)
  await setUpFor(beginner, await sessionIdOf(credential.tokenHash))
  await query((db) =>
    db
      .update(authenticatorApps)
      .set({ expiresAt: sql`now() - interval '1 second'` })
      .where(sql`${authenticatorApps.userId} = ${owner.user.id} and ${authenticatorApps.expiresAt} is not null`),
  )
  await sweep()
  expect(await appsOf(owner.user)).toMatchObject([{ id: owner.app }])
  expect(await appsOf(beginner)).toHaveLength(1)
})

test('after a change of AUTH_SECRET the sweeper seals each secret with the new one, and the old one can go [M12]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const [before] = await appsOf(user)
  const next = aSecret()
  await withSettings({ AUTH_SECRET: `${next},${config().AUTH_SECRET.join()}` }, async () => {
    expect(openSecret(user.id, before!.sealed)).toBe(secret)
    await sweep()
  })
  const [after] = await appsOf(user)
  expect(after!.sealed).not.toBe(before!.sealed)
  expect(after).toMatchObject({ id: before!.id, lastStep: before!.lastStep })
  await withSettings({ AUTH_SECRET: next }, async () => {
    expect(openSecret(user.id, after!.sealed)).toBe(secret)
    expect(openSecret(user.id, before!.sealed)).toBeUndefined()
  })
  // The other tests of this process go on with the former secret.
  await withSettings({ AUTH_SECRET: `${config().AUTH_SECRET.join()},${next}` }, sweep)
})

test('an app that was removed or suspended is sealed anew too, so that it still works when it is back [M12, M26]', async () => {
  const next = aSecret()
  for (const kept of [false, true]) {
    const { user, own, secret, ids } = await someoneWithSuspended('browser')
    // The older app is set aside as well, as removed.
    if (kept) await keepSuspendedFactor({ ...own, id: ids['authenticator-app']! }, {})
    const before = await asideOf(user)
    await withSettings({ AUTH_SECRET: `${next},${config().AUTH_SECRET.join()}` }, sweep)
    const after = await asideOf(user)
    expect(after.map(({ sealed, ...rest }) => rest)).toEqual(before.map(({ sealed, ...rest }) => rest))
    await withSettings({ AUTH_SECRET: next }, async () => {
      for (const { sealed } of after) expect(openSecret(user.id, sealed)).toMatch(/^[A-Z2-7]{32}$/)
      if (kept) expect(after.map(({ sealed }) => openSecret(user.id, sealed))).toEqual([secret])
      for (const { sealed } of before) expect(openSecret(user.id, sealed)).toBeUndefined()
    })
    await withSettings({ AUTH_SECRET: `${config().AUTH_SECRET.join()},${next}` }, sweep)
  }
})

test('a secret that a lost AUTH_SECRET has sealed stays as it is, so that it opens once that is found [M12]', async () => {
  const { user } = await someoneWithTwoStep()
  const [before] = await appsOf(user)
  await withSettings({ AUTH_SECRET: `${aSecret()},${aSecret()}` }, sweep)
  expect(await appsOf(user)).toEqual([before])
})

async function pendingLogin({ id: userId, passwordHash: checkedHash }: Owner, { newDevice }: { newDevice: boolean }) {
  const login = {
    userId,
    tokenHash: crypto.randomUUID(),
    kind: 'browser' as const,
    checkedHash,
    minutes: 10,
    newDevice,
  }
  if (!(await createPendingLogin(login, { ip: '203.0.113.9', userAgent: 'tests' }))) throw new Error('refused')
}

/** Ends the logins of all accounts, as ten minutes do. */
async function letLoginsEnd(): Promise<void> {
  await query((db) => db.update(pendingLogins).set({ expiresAt: sql`now() - interval '1 second'` }))
}

const toldOf = (user: Owner) => emailsOf(user, 'second-step-failed')

/** The rows of apps that were removed or suspended. */
async function asideOf({ id }: { id: string }) {
  const isApp = and(eq(setAsideFactors.userId, id), eq(setAsideFactors.kind, 'authenticator-app'))
  const found = await query((db) => db.select().from(setAsideFactors).where(isApp).orderBy(setAsideFactors.id))
  return found.flatMap(
    ({ rows }) => rows as { sealed: string; user_id: string; set_up_at: string; last_step: number }[],
  )
}

const appsOf = ({ id }: { id: string }) =>
  query((db) => db.select().from(authenticatorApps).where(eq(authenticatorApps.userId, id)))
