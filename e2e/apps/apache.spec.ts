import type { Page } from 'playwright/test'
import { apacheIsHere, startApache } from '../support/apps/apache'
import { registerAsDocumented } from '../support/apps/register-app'
import { missing } from '../support/needs'
import { freePort } from '../support/servers/free-port'
import type { Site } from '../support/servers/site'
import { loginAsProgram, registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { fill, type Person, press } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })
test.skip(!apacheIsHere(), missing.apache.reason)

/** For several redirects between servers on a busy machine, in milliseconds. */
const PATIENCE = 30_000
let wiki: Awaited<ReturnType<typeof startWiki>>
test.beforeEach(async ({ site, page, person, mailbox }) => {
  wiki = await startWiki(site)
  await registerQuickly(page.request, person)
  await verifyQuickly(page.request, person, mailbox)
})
test.afterEach(() => wiki?.stop())

for (const script of [true, false]) {
  test.describe(script ? 'Apache' : 'Apache without script', () => {
    test.use({ script })

    test('Apache, with the configuration that the command prints, knows who is logged in, and logs out [P1 P17 P42]', async ({
      page,
      person,
      request,
    }) => {
      await logIn(page, wiki.url, person)
      const headers = await loginAsProgram(request, person)
      const { user } = await (await request.get('/api/me', { headers })).json()
      await expect(page.getByText(`REMOTE_USER=${user.id}`)).toBeVisible()
      await expect(page.getByText(`OIDC_CLAIM_email=${person.email}`)).toBeVisible()
      await page.goto(`${wiki.url}/oidc/callback?logout=${encodeURIComponent(`${wiki.url}/`)}`)
      await expect(page.getByText('Log in to continue to Wiki')).toBeVisible({ timeout: PATIENCE })
      await page.goto('/account')
      await expect(page).toHaveURL(/\/login/)
    })
  })
}

test('Apache believes no identity that a browser claims', async ({ page, person }) => {
  await logIn(page, wiki.url, person)
  await page.setExtraHTTPHeaders({ OIDC_CLAIM_email: 'forged@example.com', 'OIDC-CLAIM-email': 'forged@example.com' })
  await page.goto(wiki.url)
  await expect(page.getByText(`OIDC_CLAIM_email=${person.email}`)).toBeVisible()
})

test('the session in Apache ends with the session in Rekey [P12]', async ({ page, person, request }) => {
  await logIn(page, wiki.url, person)
  const headers = await loginAsProgram(request, person)
  expect((await request.delete('/api/sessions', { headers })).status()).toBe(204)
  await expect(async () => {
    await page.goto(wiki.url)
    await expect(page.getByText('Log in to continue to Wiki')).toBeVisible({ timeout: 1_000 })
  }).toPass()
})

/** A site with the configuration that the command prints, which the documentation has as well. */
async function startWiki(site: Site) {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const place = { there: 'https://wiki.example.com', here: url }
  const { issuer, configuration } = await registerAsDocumented(site, 'Apache', place)
  // Apache gives up after five seconds, in which a busy machine may not even have loaded the library.
  await fetch(`${issuer}/.well-known/openid-configuration`)
  return { url, stop: await startApache(port, configuration) }
}

async function logIn(page: Page, url: string, { email, password }: Person): Promise<void> {
  await page.goto(url)
  await fill(page, { email, password })
  await press(page, 'login')
  await expect(page.getByText('REMOTE_USER=')).toBeVisible({ timeout: PATIENCE })
}
