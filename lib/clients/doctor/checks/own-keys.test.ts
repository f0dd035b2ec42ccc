import { findClientFaults } from '@/db/provider/client-facts'
import { storedKeys } from '@/db/provider/signing-keys'
import { forgetProviderKeys, providerKeys } from '@/lib/provider/keys/keys'
import { aWiki, examined, level } from '@/test/provider/examined-app'
import { startProviderSite } from '@/test/provider/provider-site'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

test('with another secret than that of the server, the doctor makes no keys and redeems no code', async () => {
  const site = await startProviderSite()
  await using wiki = await aWiki(site)
  const app = await wiki.register()
  await providerKeys()
  const kids = async () => (await storedKeys()).map(({ kid }) => kid)
  const before = await kids()
  // Something that claims to be Rekey, because the real one is in this process, where it would have the wrong secret too.
  await using other = await aWiki(site, { '/.well-known/openid-configuration': 'SELF' })
  const settings = { PROVIDER: 'on', APP_URL: other.url, AUTH_SECRET: 'another-secret-0123456789-abcdefghijkl' }
  const findings = await withSettings(settings, async () => {
    forgetProviderKeys()
    return examined(app.id, app.secret)
  })
  forgetProviderKeys()
  site.stop()
  expect(level(findings, 'backchannel')).toBe('warning')
  expect(await kids()).toEqual(before)
  expect(other.requests.map(({ url }) => url)).not.toContain('/oauth/token')
  expect(await findClientFaults(app.id, 1)).toEqual([])
})
