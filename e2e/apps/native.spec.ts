import * as openid from 'openid-client'
import { registerAsDocumented } from '../support/apps/register-app'
import { openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

test.use({ environment: { PROVIDER: 'on', RATE_LIMITS: 'off' } })

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
