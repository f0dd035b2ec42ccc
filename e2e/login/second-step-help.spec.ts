import { onPostgres } from '../support/needs'
import { brandFolder } from '../support/servers/brand-folder'
import { logout } from '../support/steps/open-account'
import { nothingWorksHere } from '../support/steps/passing-time'
import { turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import { login } from '../support/steps/person'
import { withTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

test('someone with neither an app nor a code learns whom to contact', async ({ page, person, mailbox }) => {
  await withTwoStep(page, person, mailbox)
  await login(page, person)
  await page.getByText('I can’t use any of these').click()
  await expect(page.getByText('Contact the people who run Rekey.')).toBeVisible()
  expect(await axe(page)).toEqual([])
})

test.describe('on a site that names its support', () => {
  test.use({ environment: { BRAND_DIR: brandFolder() } })

  test('the second step names the email of the support', async ({ page, person, mailbox }) => {
    await withTwoStep(page, person, mailbox)
    await login(page, person)
    await page.getByText('I can’t use any of these').click()
    await expect(page.getByRole('link', { name: 'help@acme.example' })).toHaveAttribute(
      'href',
      'mailto:help@acme.example',
    )
  })

  test('someone whose passkeys were made for another domain, and who has no codes left, is not asked for any', {
    tag: onPostgres,
  }, async ({ page, person, mailbox, site }) => {
    const authenticator = await withPasskey(page, person, mailbox)
    await turnOnWithPasskey(page)
    await authenticator.touch(false)
    await page.goto('/account')
    await logout(page)
    await nothingWorksHere(site, person)
    await login(page, person)
    await expect(page.getByRole('heading', { name: 'Nobody can log in now' })).toBeVisible()
    await expect(page.getByText('“This wasn’t me”')).toHaveCount(0)
    await expect(page.locator('main').getByRole('link', { name: 'help@acme.example' })).toBeVisible()
    await expect(page.locator('main input:not([type=hidden])')).toHaveCount(0)
    expect(await axe(page)).toEqual([])
  })
})
