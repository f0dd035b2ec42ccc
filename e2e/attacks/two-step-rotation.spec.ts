import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { onPostgres } from '../support/needs'
import { type Site, startSite } from '../support/servers/site'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { appNotUsedLately } from '../support/steps/passing-time'
import { anApp, turnOnTwoStepAs } from '../support/steps/two-step'
import { expect, test } from '../support/test'

const aSecret = () => randomBytes(32).toString('base64url')

test('an authenticator app outlives the secret that encrypted it, once the site has run with both [M12]', {
  tag: onPostgres,
}, async ({ person, playwright }) => {
  const [old, next] = [aSecret(), aSecret()]
  const site = await startSite({ environment: { AUTH_SECRET: old } })
  const request = await playwright.request.newContext({ baseURL: site.url })
  const { email, password } = person
  const post = (path: string, data: object) => request.post(path, { data })
  const logsInWith = async (code: string) => {
    const { login_token } = await (await post('/api/login', { email, password })).json()
    return (await post('/api/login/second-step', { login_token, code })).status()
  }
  try {
    await registerQuickly(request, person)
    await verifyQuickly(request, person, site.mailbox)
    const { access_token } = await (await post('/api/login', { email, password })).json()
    const { app, codes } = await turnOnTwoStepAs(request, { authorization: `Bearer ${access_token}` }, person)
    const before = await sealedAt(site)

    await site.restart({ AUTH_SECRET: `${next},${old}` })
    expect(await logsInWith(app.code())).toBe(200)
    await expect.poll(() => sealedAt(site), { timeout: 20_000 }).not.toBe(before)

    await site.restart({ AUTH_SECRET: next })
    await appNotUsedLately(site, person)
    expect(await logsInWith(anApp(app.secret).code())).toBe(200)

    // A secret that is lost locks nobody out: the app is refused, and the recovery codes do not depend on it.
    await site.restart({ AUTH_SECRET: aSecret() })
    await appNotUsedLately(site, person)
    expect(await logsInWith(anApp(app.secret).code())).toBe(403)
    expect(await logsInWith(codes[0]!)).toBe(200)
  } finally {
    await request.dispose()
    await site.stop()
  }
})

async function sealedAt({ databaseUrl }: Site): Promise<string> {
  const sql = postgres(databaseUrl, { max: 1 })
  const [app] = await sql`select sealed from authenticator_apps`.finally(() => sql.end())
  return app!.sealed
}
