import type { Page } from 'playwright/test'
import { openAccount } from '../support/steps/open-account'
import { buttons, press } from '../support/steps/person'
import { expect, test } from '../support/test'

test('logging out leaves nothing of the account in the browser, even for the Back button [F13 F14]', async ({
  page,
  person,
}) => {
  await openAccount(page, person)
  await page.goto('/account/sessions')
  await page.getByRole('link', { name: 'Profile' }).click()
  await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible()
  expect(await kept(page)).toEqual([])

  await press(page, 'logout')
  await expect(page).toHaveURL(/\/login\?notice=logged-out$/)
  const names = (await page.context().cookies()).map(({ name }) => name)
  expect(names.filter((name) => !['device', 'address'].includes(name))).toEqual([])
  expect(await kept(page)).toEqual([])

  await page.goBack()
  await expect(page.getByRole('button', { name: buttons.login, exact: true })).toBeVisible()
  await expect(page.getByText(person.phone_number)).toHaveCount(0)
  await expect(page.getByRole('heading', { name: 'Profile' })).toHaveCount(0)
})

/** Everything stored that the scripts of a page could read: names in both storages, databases and caches. */
async function kept(page: Page): Promise<string[]> {
  return page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => String(name)),
    ...(await caches.keys()),
  ])
}
