import { openAccount } from '../support/steps/open-account'
import { expect, test, withoutApps } from '../support/test'

test.use({ environment: withoutApps })

const path = '/login/app/V1StGXR8_Z5jdHi6B-myT'

test('there is no page of apps, and no link to it [P34]', async ({ page, person }) => {
  await openAccount(page, person)
  await expect(page.getByRole('link', { name: 'Apps', exact: true })).toHaveCount(0)
  const answer = await page.goto('/account/apps')
  expect(answer?.status()).toBe(404)
})

test('there is no page for the login of an app [P34]', async ({ page }) => {
  for (const query of ['', '?go']) {
    expect((await page.goto(path + query))?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  }
})
