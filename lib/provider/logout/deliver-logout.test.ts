import { eq, sql } from 'drizzle-orm'
import { createLocalJWKSet, decodeJwt, type JWK, jwtVerify } from 'jose'
import { query } from '@/db/connection/client'
import { logoutNotices } from '@/db/provider/login-tables'
import { claimDueNotices, type LogoutNotice } from '@/db/provider/logout-notices'
import { signingAlgorithms } from '@/db/provider/tables'
import { config } from '@/lib/config'
import { providerKeys } from '@/lib/provider/keys/keys'
import { rowsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { logLinesOf } from '@/test/log-lines'
import { aNotice } from '@/test/provider/app-rows'
import { aListeningApp } from '@/test/provider/listening-app'
import { expect, test } from '@/test/unit'
import { deliverLogout, PATIENCE_MILLISECONDS } from './deliver-logout'

test.describe.configure({ mode: 'serial' })
test.beforeEach(async () => {
  await query((db) => db.delete(logoutNotices))
})

for (const alg of signingAlgorithms)
  test(`an app gets one valid logout token, signed with ${alg} [P12]`, async () => {
    const app = await aListeningApp(204)
    const notice = await claimed({ uri: app.uri, alg })
    expect(await deliverLogout(notice)).toBe('told')
    const [got] = app.received
    expect(got).toMatchObject({ method: 'POST', path: '/logout?from=rekey' })
    expect(got!.type).toContain('application/x-www-form-urlencoded')
    const { payload, protectedHeader } = await verify(got!.token)
    expect(protectedHeader).toEqual({ alg, kid: expect.any(String), typ: 'logout+jwt' })
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const { clientId: aud, sub, sid } = notice
    const times = { iat: expect.any(Number), exp: expect.any(Number) }
    expect(payload).toEqual({ iss: config().APP_URL, aud, sub, sid, events, jti: expect.any(String), ...times })
    expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(120)
    expect(await rowOf(notice)).toMatchObject({ status: 'told', statusCode: 204, lastError: null })
    await app.stop()
  })

const outcomes: Record<string, number[]> = {
  told: [200, 204],
  refused: [202, 301, 307, 400, 401, 404, 410],
  postponed: [408, 429, 500, 502, 503, 504],
}
for (const [outcome, statuses] of Object.entries(outcomes))
  test(`an answer of ${statuses.join(', ')} means: ${outcome} [P13]`, async () => {
    for (const status of statuses) {
      const app = await aListeningApp(status)
      const notice = await claimed({ uri: app.uri })
      expect(await deliverLogout(notice)).toBe(outcome)
      const state = outcome === 'postponed' ? 'queued' : outcome
      expect(await rowOf(notice)).toMatchObject({ status: state, statusCode: status })
      // A redirect is not followed.
      expect(app.received.map(({ path }) => path)).toEqual(['/logout?from=rekey'])
      await app.stop()
    }
  })

test('an app that does not answer is told again after 5 s, 30 s, 2 min, 10 min, 1 h, 6 h, 24 h and 24 h, then never [P13]', async () => {
  const user = await someone()
  const notice = await aNotice({ sub: user.id })
  const waits: number[] = []
  for (;;) {
    const [due] = await claimDueNotices(1)
    const outcome = await deliverLogout(due!)
    if (outcome !== 'postponed') break
    waits.push(await secondsUntil(notice))
    await makeDue(notice)
  }
  const hour = 3_600
  expect(waits).toEqual([5, 30, 120, 600, hour, 6 * hour, 24 * hour, 24 * hour])
  expect(await rowOf(notice)).toMatchObject({ status: 'failed', attempts: 9, statusCode: null })
  expect((await rowOf(notice)).lastError).toContain('ECONNREFUSED')
  expect(await told(user)).toEqual(['app-logout-failed'])
})

test('an app that fails first is told later, with another token [P12, P13]', async () => {
  const app = await aListeningApp(500, 200)
  const user = await someone()
  const notice = await claimed({ uri: app.uri, sub: user.id })
  expect(await deliverLogout(notice)).toBe('postponed')
  expect(await told(user)).toEqual([])
  await makeDue(notice)
  const [again] = await claimDueNotices(1)
  expect(await deliverLogout(again!)).toBe('told')
  const ids = app.received.map(({ token }) => decodeJwt(token).jti)
  expect(new Set(ids).size).toBe(2)
  await app.stop()
})

test('an app that hangs is postponed after five seconds, and one that never stops answering has been told [P13]', async () => {
  expect(PATIENCE_MILLISECONDS).toBe(5_000)
  const [silent, endless] = [await aListeningApp(() => {}), await aListeningApp((response) => sendForever(response))]
  const began = performance.now()
  expect(await deliverLogout(await claimed({ uri: silent.uri }), 300)).toBe('postponed')
  expect(performance.now() - began).toBeGreaterThan(250)
  const next = performance.now()
  expect(await deliverLogout(await claimed({ uri: endless.uri }))).toBe('told')
  expect(performance.now() - next).toBeLessThan(4_000)
  await Promise.all([silent.stop(), endless.stop()])
})

test('the account owner sees which app was told, which refused, and nothing is written for a deleted account [P39]', async () => {
  const [fine, strict] = [await aListeningApp(200), await aListeningApp(400)]
  const user = await someone()
  await deliverLogout(await claimed({ uri: fine.uri, sub: user.id, clientId: 'wiki' }))
  await deliverLogout(await claimed({ uri: strict.uri, sub: user.id }))
  const { events } = await rowsOf(user)
  expect(events.map(({ type }) => type).slice(-2)).toEqual(['app-logout-told', 'app-logout-refused'])
  expect(events.at(-2)).toMatchObject({ details: { app: 'Wiki', client: 'wiki' }, ip: null, userAgent: null })
  expect(await deliverLogout(await claimed({ uri: fine.uri }))).toBe('told')
  await Promise.all([fine.stop(), strict.stop()])
})

test('after a crash between sending and noting the app is told once more, and a late result of the dead sender changes nothing [P13]', async () => {
  const app = await aListeningApp(500, 200, 500)
  const user = await someone()
  const notice = await aNotice({ uri: app.uri, sub: user.id })
  // The lease of the dead one has ended.
  const [dead] = await claimDueNotices(1, { leaseSeconds: 0 })
  const [other] = await claimDueNotices(1)
  expect(await deliverLogout(dead!)).toBe('postponed')
  expect(await secondsUntil(notice)).toBeGreaterThan(60)
  expect(await deliverLogout(other!)).toBe('told')
  for (const late of [dead!, other!]) await deliverLogout(late)
  expect(await rowOf(notice)).toMatchObject({ status: 'told', attempts: 2, statusCode: 200 })
  expect(await told(user)).toEqual(['app-logout-told'])
  await app.stop()
})

test('each attempt is logged, never with the token [P9]', async () => {
  const app = await aListeningApp(503, 200)
  const notice = await claimed({ uri: app.uri })
  const lines = await logLinesOf(async () => {
    await deliverLogout(notice)
    await deliverLogout(notice)
    await deliverLogout({ ...notice, uri: 'http://127.0.0.1:2/' })
  })
  expect(lines.map(({ event }) => event)).toEqual(['app-logout.postponed', 'app-logout.told', 'app-logout.postponed'])
  expect(lines[0]).toMatchObject({ notice: notice.id, client: notice.clientId, attempt: 1, statusCode: 503 })
  for (const { token } of app.received) expect(JSON.stringify(lines)).not.toContain(token.split('.')[1])
  await app.stop()
})

async function claimed(fields: Partial<LogoutNotice>): Promise<LogoutNotice> {
  const { id } = await aNotice(fields)
  return (await claimDueNotices(100)).find((notice) => notice.id === id)!
}

async function verify(token: string) {
  const keys = (await providerKeys()).jwks.map(({ kty, kid, n, e, crv, x, y }) => ({ kty, kid, n, e, crv, x, y }))
  return jwtVerify(token, createLocalJWKSet({ keys: keys as JWK[] }), { issuer: config().APP_URL, typ: 'logout+jwt' })
}

async function rowOf({ id }: LogoutNotice): Promise<LogoutNotice> {
  const [row] = await query((db) => db.select().from(logoutNotices).where(eq(logoutNotices.id, id)))
  return row!
}

async function makeDue({ id }: LogoutNotice) {
  await query((db) => db.update(logoutNotices).set({ nextAttemptAt: sql`now()` }).where(eq(logoutNotices.id, id)))
}

async function secondsUntil({ id }: LogoutNotice): Promise<number> {
  const seconds = sql`round(extract(epoch from ${logoutNotices.nextAttemptAt} - now()))`.mapWith(Number)
  const [row] = await query((db) => db.select({ seconds }).from(logoutNotices).where(eq(logoutNotices.id, id)))
  return row!.seconds
}

async function told(user: { id: string }) {
  return (await rowsOf(user)).events.map(({ type }) => type).filter((type) => type.startsWith('app-logout'))
}

function sendForever(response: import('node:http').ServerResponse) {
  response.writeHead(200)
  const timer = setInterval(() => response.write('x'.repeat(10_000)), 10)
  response.on('close', () => clearInterval(timer))
}
