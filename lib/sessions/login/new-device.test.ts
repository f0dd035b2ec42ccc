import { and, eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { events } from '@/db/schema'
import { rememberDevice } from '@/lib/devices/known-devices'
import type { Caller } from '@/lib/operation'
import { changeAccount } from '@/test/accounts/account-now'
import { emailsOf, eventsTold, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { login } from './login'

type Someone = Awaited<ReturnType<typeof someone>>

test('the owner is notified of a browser’s first login and not of later ones with its cookie [B18]', async () => {
  const user = await someone({ verified: true })
  const browser = { ...aCaller('browser'), userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Firefox/132.0' }
  expect(await noticesAfter(user, browser)).toBe(1)
  const device = await rememberDevice(undefined, user.id)
  for (let again = 0; again < 2; again++) expect(await noticesAfter(user, { ...browser, device })).toBe(1)
  const { mails, notMeLinks } = await rowsOf(user)
  const data = { ip: browser.ip, user_agent: browser.userAgent, disavowal_id: notMeLinks[0]!.id }
  expect(mails.at(-1)).toMatchObject({ kind: 'new-device', recipient: user.email, data })
})

test('a browser without its cookie is new each time, even if an API client of that name is known there', async () => {
  const user = await someone({ verified: true })
  await noticesAfter(user, aCaller())
  for (const notices of [2, 3]) expect(await noticesAfter(user, aCaller('browser'))).toBe(notices)
})

test('another account’s cookie and an invalid one do not count', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  const theirs = await rememberDevice(undefined, other.id)
  expect(await noticesAfter(user, { ...aCaller('browser'), device: theirs })).toBe(1)
  expect(await noticesAfter(user, { ...aCaller('browser'), device: 'x~y' })).toBe(2)
  const both = await rememberDevice(theirs, user.id)
  expect(await noticesAfter(user, { ...aCaller('browser'), device: both })).toBe(2)
})

test('an API client is recognized by its IP address and its name together', async () => {
  const user = await someone({ verified: true })
  expect(await noticesAfter(user, aCaller())).toBe(1)
  expect(await noticesAfter(user, aCaller())).toBe(1)
  expect(await noticesAfter(user, { ...aCaller(), ip: '203.0.113.10' })).toBe(2)
  expect(await noticesAfter(user, { ...aCaller(), userAgent: 'other tests' })).toBe(3)
  for (const nameless of [1, 2]) {
    expect(await noticesAfter(user, { ...aCaller(), userAgent: undefined }), `${nameless}`).toBe(4)
  }
  expect(await noticesAfter(user, { ...aCaller(), ip: '203.0.113.10' })).toBe(4)
})

test('an API client is forgotten 90 days after its last login', async () => {
  const user = await someone({ verified: true })
  await noticesAfter(user, aCaller())
  await agePrograms(user, 89)
  expect(await noticesAfter(user, aCaller())).toBe(1)
  await agePrograms(user, 91)
  expect(await noticesAfter(user, aCaller())).toBe(2)
})

test('neither a browser’s login nor another account’s makes an API client known', async () => {
  const [user, other] = [await someone({ verified: true }), await someone({ verified: true })]
  await noticesAfter(user, aCaller('browser'))
  await noticesAfter(other, aCaller())
  expect(await noticesAfter(user, aCaller())).toBe(2)
})

test('after an account forgets its devices, its API clients and browsers count as new', async () => {
  const user = await someone({ verified: true })
  const device = await rememberDevice(undefined, user.id)
  await noticesAfter(user, aCaller())
  await changeAccount(user, { devicesForgottenAt: sql`now()` })
  expect(await noticesAfter(user, aCaller())).toBe(2)
  expect(await noticesAfter(user, aCaller())).toBe(2)
  expect(await noticesAfter(user, { ...aCaller('browser'), device })).toBe(3)
})

test('a refused login sends no notice', async () => {
  const user = await someone({ verified: true })
  for (const door of ['browser', 'api'] as const) await login({ email: user.email, password: 'wrong' }, aCaller(door))
  expect(await emailsOf(user, 'new-device')).toEqual([])
})

/** Logs in once more and returns how many logins the owner has been notified of in all. */
async function noticesAfter(user: Someone, caller: Caller): Promise<number> {
  expect(await login({ email: user.email, password: user.password }, caller)).toMatchObject({ ok: true })
  return eventsTold(user, 'new-device')
}

async function agePrograms({ id }: Someone, days: number): Promise<void> {
  const logins = and(eq(events.userId, id), eq(events.type, 'login'))
  await query((db) =>
    db
      .update(events)
      .set({ at: sql`now() - make_interval(days => ${days})` })
      .where(logins),
  )
}
