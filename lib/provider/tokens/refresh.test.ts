import { and, eq, sql } from 'drizzle-orm'
import * as openid from 'openid-client'
import { query } from '@/db/connection/client'
import { providerRecords } from '@/db/provider/login-tables'
import { race } from '@/e2e/support/needs'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { before, many, slowly } from '@/test/provider/slow-records'
import { entered, infoStatus, post, refreshOf } from '@/test/provider/token-requests'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

test('a refresh token is replaced with each use, and the new one works [P7]', async () => {
  const { app, user, tokens } = await entered(site)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  expect(next.refresh_token).not.toBe(tokens.refresh_token)
  expect(next.claims()!.sub).toBe(user.id)
  const last = await openid.refreshTokenGrant(app.openid, next.refresh_token!)
  expect(await infoStatus(last.access_token)).toBe(200)
})

test('a refresh token used twice within half a minute is refused, and nothing else happens [P7]', async () => {
  const { app, tokens } = await entered(site)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(next.access_token)).toBe(200)
  await openid.refreshTokenGrant(app.openid, next.refresh_token!)
})

test('a refresh token used again later ends everything that came from it [P7]', async () => {
  const { app, user, tokens } = await entered(site)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await usedSecondsAgo(user.id, 31)
  expect(await post(app, refreshOf(tokens.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
  expect(await infoStatus(next.access_token)).toBe(401)
  expect(await post(app, refreshOf(next.refresh_token!))).toEqual({ status: 400, error: 'invalid_grant' })
})

test('of twenty uses of a refresh token one wins, and lives [P7]', { tag: race }, async () => {
  const { app, tokens } = await entered(site)
  const answers = await slowly(() => many(20, () => post(app, refreshOf(tokens.refresh_token!))))
  const won = answers.filter(({ status }) => status === 200)
  expect(won).toHaveLength(1)
  expect(await infoStatus(won[0]!.access!)).toBe(200)
})

test('a rotation in progress leaves nothing behind when its family ends [P7]', { tag: race }, async () => {
  const { app, user, tokens } = await entered(site)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await usedSecondsAgo(user.id, 31)
  const [rotation] = await slowly(() =>
    Promise.all([post(app, refreshOf(next.refresh_token!)), post(app, refreshOf(tokens.refresh_token!))]),
  )
  if (rotation.access) expect(await infoStatus(rotation.access)).toBe(401)
  if (rotation.refresh) expect((await post(app, refreshOf(rotation.refresh))).status).toBe(400)
})

test('an app that lost the answer revokes its former refresh token, and with it everything [P7]', async () => {
  const { app, tokens } = await entered(site)
  const next = await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await openid.tokenRevocation(app.openid, tokens.refresh_token!)
  expect(await infoStatus(next.access_token)).toBe(401)
})

test('a renewal whose grant ends meanwhile is refused, and gets no tokens that are worth nothing [P7]', async () => {
  const { app, tokens } = await entered(site)
  const ofApp = eq(providerRecords.clientId, app.id)
  const isGrant = and(ofApp, eq(providerRecords.kind, 'Grant'))
  const revoke = async () => void (await query((db) => db.delete(providerRecords).where(isGrant)))
  const answer = await before('AccessToken', revoke, () => post(app, refreshOf(tokens.refresh_token!)))
  expect(answer).toEqual({ status: 400, error: 'invalid_grant' })
})

test('nothing is left of what a stolen refresh token has ended [P7]', async () => {
  const { app, user, tokens } = await entered(site)
  await openid.refreshTokenGrant(app.openid, tokens.refresh_token!)
  await usedSecondsAgo(user.id, 31)
  await post(app, refreshOf(tokens.refresh_token!))
  expect(await query((db) => db.$count(providerRecords, eq(providerRecords.clientId, app.id)))).toBe(0)
})

async function usedSecondsAgo(userId: string, seconds: number): Promise<void> {
  const used = sql`kind = 'RefreshToken' and consumed_at is not null and user_id = ${userId}`
  const consumedAt = sql`now() - make_interval(secs => ${seconds})`
  await query((db) => db.update(providerRecords).set({ consumedAt }).where(used))
}
