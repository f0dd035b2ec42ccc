import { startSite } from '../support/servers/site'
import { openAccount } from '../support/steps/open-account'
import { PASSKEYS, passkeyButton } from '../support/steps/passkeys'
import { buttons, labels } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

test('a site at an IP address says why there are no passkeys, and its login page shows none', async ({
  browser,
  person,
}) => {
  test.slow()
  const site = await startSite()
  const baseURL = site.url.replace('localhost', '127.0.0.1')
  await site.restart({ APP_URL: baseURL })
  const context = await browser.newContext({ baseURL })
  const page = await context.newPage()
  await openAccount(page, person, site.mailbox)
  for (const path of ['/account/security', PASSKEYS]) {
    await page.goto(path)
    await expect(page.getByText('Passkeys don’t work at this site’s URL, because it’s an IP address.')).toBeVisible()
    await expect(page.getByText(buttons.addPasskey, { exact: true }).and(page.locator('a, button'))).toHaveCount(0)
    expect(await axe(page)).toEqual([])
  }
  await context.clearCookies()
  await page.goto('/login', { waitUntil: 'networkidle' })
  await expect(passkeyButton(page)).toHaveCount(0)
  await expect(page.getByLabel(labels.email)).toHaveAttribute('autocomplete', 'username')
  await context.close()
  await site.stop()
})
