import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { confirmOwner } from './confirm-owner'

type LoggedIn = Awaited<ReturnType<typeof aCallerOf>>

const sessionOf = ({ credential }: LoggedIn) => eq(sessions.tokenHash, credential.tokenHash)

/** Minutes since the password was entered in the session. */
async function ageOf(caller: LoggedIn): Promise<number> {
  const age = sql<number>`extract(epoch from now() - ${sessions.confirmedAt})::float / 60`
  const [row] = await query((db) => db.select({ age }).from(sessions).where(sessionOf(caller)))
  return row!.age
}

async function loggedInAnHourAgo(user: Awaited<ReturnType<typeof someone>>): Promise<LoggedIn> {
  const caller = await aCallerOf(user, 'browser')
  const passwordAt = sql`now() - interval '1 hour'`
  await query((db) => db.update(sessions).set({ confirmedAt: passwordAt }).where(sessionOf(caller)))
  return caller
}

test('the right password confirms this session and no other [P25]', async () => {
  const user = await someone()
  const [here, there] = [await loggedInAnHourAgo(user), await loggedInAnHourAgo(user)]
  expect(await confirmOwner({ current_password: user.password }, here)).toMatchObject({ ok: true })
  expect(await ageOf(here)).toBeLessThan(1)
  expect(await ageOf(there)).toBeGreaterThan(59)
})

test('a wrong or missing password confirms nothing, even right after the login [P25]', async () => {
  const user = await someone()
  const here = await loggedInAnHourAgo(user)
  const wrong = { current_password: 'a wrong password' }
  expect(await confirmOwner(wrong, here)).toMatchObject({ code: 'wrong-password' })
  for (const input of [{}, { current_password: '' }])
    expect(await confirmOwner(input, here)).toMatchObject({ code: 'invalid-input' })
  expect(await ageOf(here)).toBeGreaterThan(59)
  expect(await confirmOwner({}, await aCallerOf(user, 'browser'))).toMatchObject({ code: 'invalid-input' })
  expect(await confirmOwner(wrong, aCaller('browser'))).toMatchObject({ code: 'unauthenticated' })
})

test('ten wrong passwords use up the attempts of this session, with those on every other page [P25]', async () => {
  const user = await someone()
  const here = await loggedInAnHourAgo(user)
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await confirmOwner({ current_password: 'wrong' }, here)).toMatchObject({ code: 'wrong-password' })
    const right = { current_password: user.password }
    expect(await confirmOwner(right, here)).toMatchObject({ code: 'too-many-requests' })
    expect(await confirmOwner(right, await aCallerOf(user, 'browser'))).toMatchObject({ ok: true })
  })
  expect(await ageOf(here)).toBeGreaterThan(59)
})
