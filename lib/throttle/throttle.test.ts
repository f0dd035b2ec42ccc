import { sql } from 'drizzle-orm'
import * as z from 'zod/mini'
import { query } from '@/db/connection/client'
import { throttles } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { operation } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'
import { Unavailable } from '@/lib/unavailable'
import { aCaller } from '@/test/accounts/callers'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { perAccount, perIp } from './budgets'
import { limitCalls, limitFailures, type Throttle } from './throttle'

const input = z.object({ email: z.optional(z.string()) })
const limited = <T>(work: () => Promise<T>) => withSettings({ RATE_LIMITS: 'on' }, work)
const tooMany = { ok: false, code: 'too-many-requests' }
const from = (ip: string) => ({ ...aCaller(), ip })
const aName = () => `test-${crypto.randomUUID()}`

function anOperation(throttle: Throttle, run: () => Promise<Result<string>> = async () => ok('done')) {
  return operation({ input, throttle, run })
}

test('of fifty concurrent calls exactly the allowed number gets through [B4]', { tag: race }, async () => {
  const work = anOperation(limitCalls(aName(), perIp(10, '15m')))
  const results = await limited(() => Promise.all(Array.from({ length: 50 }, () => work({}, aCaller()))))
  expect(results.filter(({ ok }) => ok)).toHaveLength(10)
  expect(results.filter((result) => !result.ok && result.code === 'too-many-requests')).toHaveLength(40)
})

test('a refusal says how long to wait, and then a call is allowed [B3]', async () => {
  const name = aName()
  const work = anOperation(limitCalls(name, perIp(1, '15m')))
  await limited(async () => {
    expect(await work({}, aCaller())).toMatchObject({ ok: true })
    const refused = await work({}, aCaller())
    expect(refused).toMatchObject({ ...tooMany, retryAfterSeconds: expect.any(Number) })
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(14 * 60)
    expect((refused as { retryAfterSeconds: number }).retryAfterSeconds).toBeLessThanOrEqual(15 * 60)

    await windowsEnd(name)
    expect(await work({}, aCaller())).toMatchObject({ ok: true })
    expect(await work({}, aCaller())).toMatchObject(tooMany)
  })
})

test('refused attempts do not prolong the wait', async () => {
  const name = aName()
  const work = anOperation(limitCalls(name, perIp(1, '15m')))
  await limited(async () => {
    await work({}, aCaller())
    await windowsEnd(name, sql`now() + interval '100 seconds'`)
    for (let call = 0; call < 20; call++) {
      const { retryAfterSeconds } = (await work({}, aCaller())) as { retryAfterSeconds: number }
      expect(retryAfterSeconds).toBeGreaterThan(90)
      expect(retryAfterSeconds).toBeLessThanOrEqual(100)
    }
  })
})

test('a throttle for failures counts nothing else', async () => {
  const outcomes: [string, () => Promise<Result<string>>, boolean][] = [
    ['a success', async () => ok('done'), true],
    ['what could not be looked at', async () => fail('unavailable'), true],
    ['what was refused for its form', async () => fail('invalid-input'), true],
    ['a fault', async () => Promise.reject(new Error('broken')), true],
    ['a database that is away', async () => Promise.reject(new Unavailable('away', 5)), true],
    ['a failure', async () => fail('invalid-credentials'), false],
  ]
  for (const [what, run, free] of outcomes) {
    const work = anOperation(limitFailures(aName(), [perIp(2, '15m'), perAccount(2, '15m')]), run)
    await limited(async () => {
      for (let call = 0; call < 5; call++) await work({ email: 'a@example.com' }, aCaller()).catch(() => {})
      const last = await work({ email: 'a@example.com' }, aCaller()).catch(() => undefined)
      expect(last?.ok === false && last.code === 'too-many-requests', what).toBe(!free)
    })
  }
})

test('a success gives back its own attempt and nobody else’s', async () => {
  const name = aName()
  const budgets = [perAccount(3, '15m')]
  const good = anOperation(limitFailures(name, budgets))
  const bad = anOperation(limitFailures(name, budgets), async () => fail('invalid-credentials'))
  await limited(async () => {
    for (const work of [bad, bad, good, good, good, bad]) await work({ email: 'b@example.com' }, aCaller())
    expect(await good({ email: 'b@example.com' }, aCaller())).toMatchObject(tooMany)
  })
})

test('while earlier attempts are undecided, further ones must wait a second and are not counted', {
  tag: race,
}, async () => {
  const name = aName()
  const budgets = [perIp(50, '15m'), perAccount(10, '15m')]
  const { opened, open } = aGate()
  const email = { email: 'd@example.com' }
  const slow = anOperation(limitFailures(name, budgets), async () => opened.then(() => ok('done')))
  const bad = anOperation(limitFailures(name, budgets), async () => fail('invalid-credentials'))
  await limited(async () => {
    const atWork = Array.from({ length: 10 }, () => slow(email, aCaller()))
    await untilCounted(name, 10)
    const early = await slow(email, aCaller())
    expect(early).toMatchObject({ ...tooMany, retryAfterSeconds: 1 })
    open()
    expect((await Promise.all(atWork)).filter(({ ok }) => ok)).toHaveLength(10)
    // The account and the client each have all ten attempts left.
    for (let call = 0; call < 10; call++) expect((await bad(email, aCaller())).ok).toBe(false)
    const last = (await bad(email, aCaller())) as { retryAfterSeconds: number }
    expect(last.retryAfterSeconds).toBeGreaterThan(800)
    const rows = await query((db) =>
      db
        .select()
        .from(throttles)
        .where(sql`key like ${`${name}/%`}`),
    )
    expect(rows.map(({ key, points, undecided }) => [key.split('/')[1], points, undecided]).sort()).toEqual([
      ['account', 10, 0],
      // With the last, which its account refused.
      ['address', 11, 0],
    ])
  })
})

test('every budget of the list that recognizes the caller counts, in place of those for everyone', async () => {
  const name = aName()
  const own = [perAccount(2, '15m'), perAccount(3, '24h')]
  const throttle = limitFailures(name, [perIp(1, '15m')], own, [perIp(1, '24h')])
  const bad = anOperation(throttle, async () => fail('invalid-credentials'))
  const email = { email: 'e@example.com' }
  const waitOf = async () => ((await bad(email, aCaller())) as { retryAfterSeconds?: number }).retryAfterSeconds ?? 0
  await limited(async () => {
    for (let call = 0; call < 2; call++)
      expect(await bad(email, aCaller())).toMatchObject({ code: 'invalid-credentials' })
    expect(await waitOf()).toBeLessThanOrEqual(15 * 60)
    await windowsEnd(`${name}/account/900`)
    expect(await bad(email, aCaller())).toMatchObject({ code: 'invalid-credentials' })
    expect(await waitOf()).toBeGreaterThan(15 * 60)
    // Someone whom no budget of the first list recognizes.
    expect(await bad({}, aCaller())).toMatchObject({ code: 'invalid-credentials' })
    expect(await bad({}, aCaller())).toMatchObject(tooMany)
  })
})

test('an email is counted in its canonical form, with or without an account [B4]', async () => {
  const work = anOperation(limitCalls(aName(), perAccount(2, '15m')))
  await limited(async () => {
    for (const email of ['Mike@Example.com', 'mike@EXAMPLE.com']) await work({ email }, aCaller())
    expect(await work({ email: 'MIKE@example.com' }, from('198.51.100.4'))).toMatchObject(tooMany)
    expect(await work({ email: 'mika@example.com' }, aCaller())).toMatchObject({ ok: true })
  })
})

test('calls refused to an IP address use up no attempts of an account', async () => {
  const name = aName()
  const work = anOperation(limitCalls(name, perIp(1, '15m'), perAccount(3, '15m')))
  await limited(async () => {
    for (let call = 0; call < 9; call++) await work({ email: 'c@example.com' }, from('198.51.100.1'))
    expect(await work({ email: 'c@example.com' }, from('198.51.100.2'))).toMatchObject({ ok: true })
    expect(await work({ email: 'c@example.com' }, from('198.51.100.3'))).toMatchObject({ ok: true })
    expect(await work({ email: 'c@example.com' }, from('198.51.100.4'))).toMatchObject(tooMany)
  })
})

test('the stored counts contain no email', async () => {
  const work = anOperation(limitCalls(aName(), perAccount(2, '15m')))
  await limited(() => work({ email: 'canary@example.com' }, aCaller()))
  const rows = await query((db) => db.select().from(throttles))
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('canary')
})

test('nothing is counted while rate limits are off', async () => {
  const work = anOperation(limitCalls(aName(), perIp(1, '15m')))
  for (let call = 0; call < 3; call++) expect(await work({}, aCaller())).toMatchObject({ ok: true })
})

function aGate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

/** Waits until this many calls for the account are in progress. */
async function untilCounted(name: string, calls: number) {
  const ofAccount = sql`key like ${`${name}/account/%`} and undecided >= ${calls}`
  await expect.poll(() => query((db) => db.select().from(throttles).where(ofAccount))).toHaveLength(1)
}

async function windowsEnd(name: string, expire = sql`now() - interval '1 second'`) {
  const rows = await query((db) =>
    db
      .update(throttles)
      .set({ expire })
      .where(sql`key like ${`${name}/%`}`)
      .returning(),
  )
  expect(rows.length).toBeGreaterThan(0)
}
