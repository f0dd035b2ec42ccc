import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import * as openid from 'openid-client'
import { runCommand } from '../support/apps/an-app'
import { registerAsDocumented } from '../support/apps/register-app'
import { openAccount } from '../support/steps/open-account'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

const redirect_uri = 'com.example.pocket:/callback'

test('a mobile app with the documented values is asked for at each login, and stays logged in [P5 P31]', async ({
  page,
  site,
  person,
  mailbox,
}) => {
  const { id } = await registerAsDocumented(site, 'A mobile app', { there: redirect_uri, here: redirect_uri })
  const http = { execute: [openid.allowInsecureRequests] }
  const pocket = await openid.discovery(new URL(site.url), id, undefined, openid.None(), http)
  await openAccount(page, person, mailbox)
  for (const _ of ['first', 'second']) {
    const pkceCodeVerifier = openid.randomPKCECodeVerifier()
    const asked = {
      ...{ redirect_uri, scope: 'openid profile email offline_access', prompt: 'consent' },
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
    }
    await page.goto(openid.buildAuthorizationUrl(pocket, asked).href)
    await expect(page.getByRole('heading', { name: 'Let Pocket use your account?' })).toBeVisible()
    const left = page.waitForResponse((response) => Boolean(response.headers().location?.startsWith(redirect_uri)))
    await page.getByRole('button', { name: 'Allow' }).click()
    const back = new URL((await left).headers().location as string)
    const tokens = await openid.authorizationCodeGrant(pocket, back, { pkceCodeVerifier })
    const renewed = await openid.refreshTokenGrant(pocket, tokens.refresh_token as string)
    const { email } = await openid.fetchUserInfo(pocket, renewed.access_token, tokens.claims()!.sub)
    expect(email).toBe(person.email)
  }
})

for (const host of ['127.0.0.1', '[::1]']) {
  for (const response_mode of ['query', 'form_post']) {
    test(`an app on a computer gets the answer, by ${response_mode}, and the person after a logout at a port of ${host} [P2 P17]`, async ({
      page,
      site,
      person,
      mailbox,
    }) => {
      const { client } = await runCommand<{ client: { id: string } }>(site, [
        ...['clients', 'add', 'Desk', '--kind', 'native'],
        ...['--redirect', `http://${host}/callback`, '--post-logout', `http://${host}/bye`],
      ])
      const desk = await listen(host)
      const http = { execute: [openid.allowInsecureRequests] }
      const app = await openid.discovery(new URL(site.url), client.id, undefined, openid.None(), http)
      await openAccount(page, person, mailbox)
      const pkceCodeVerifier = openid.randomPKCECodeVerifier()
      const asked = {
        ...{ redirect_uri: `${desk.url}/callback`, scope: 'openid email', response_mode },
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: 'S256',
      }
      await page.goto(openid.buildAuthorizationUrl(app, asked).href)
      await page.getByRole('button', { name: 'Allow' }).click()
      await expect(page).toHaveTitle('/callback')
      const tokens = await openid.authorizationCodeGrant(app, desk.answer(), { pkceCodeVerifier })
      expect((await openid.fetchUserInfo(app, tokens.access_token, tokens.claims()!.sub)).email).toBe(person.email)
      // Without the ID token, the page that asks leads there too.
      const end = { client_id: client.id, post_logout_redirect_uri: `${desk.url}/bye` }
      await page.goto(openid.buildEndSessionUrl(app, end).href)
      await page.getByRole('button', { name: 'Log out', exact: true }).last().click()
      await expect(page).toHaveTitle('/bye')
      desk.stop()
    })
  }
}

/** What an app on a computer opens for its login: a port that the system has chosen. `answer` is what came there last. */
async function listen(host: string) {
  let sent = ''
  const server = createServer(async (request, response) => {
    const [path, query] = (request.url ?? '').split('?')
    const body = await text(request)
    if (path === '/callback') sent = body || query || ''
    response.setHeader('Content-Type', 'text/html')
    response.end(`<!doctype html><title>${path}</title>`)
  })
  await new Promise<void>((listening) => server.listen(0, host.replace(/[[\]]/g, ''), listening))
  const url = `http://${host}:${(server.address() as AddressInfo).port}`
  return { url, answer: () => new URL(`${url}/callback?${sent}`), stop: () => void server.close() }
}
