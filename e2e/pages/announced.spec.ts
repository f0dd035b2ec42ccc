import type { Page } from 'playwright/test'
import { openAccount } from '../support/steps/open-account'
import { fill, labels, press, register } from '../support/steps/person'
import { expect, test } from '../support/test'

test('progress is announced by a live region that was already there, and the focus stays [K4]', async ({
  page,
  person,
}) => {
  await page.goto('/login')
  await markRegions(page)
  let answer = () => {}
  const asked = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/login', async (route) => {
    if (route.request().method() === 'POST') await asked
    await route.continue()
  })
  await fill(page, { email: person.email, password: person.password })
  const password = page.getByLabel(labels.password, { exact: true })
  await password.press('Enter')
  await expect(page.locator('[role=status][data-was-there]').getByText('Sending')).toBeAttached()
  await expect(password).toBeFocused()

  answer()
  await expect(page.locator('[role=alert][data-was-there] .summary')).toContainText('Wrong email or password')
})

test('the outcome is announced by a live region that was there before its text [K4]', async ({ page, person }) => {
  await openAccount(page, person)
  await page.evaluate(() => {
    const watch = new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (!(target instanceof HTMLElement) || target.role !== 'status') continue
        for (const node of addedNodes)
          document.body.dataset.said = `${document.body.dataset.said ?? ''}${node.textContent}`
      }
    })
    watch.observe(document.body, { childList: true, subtree: true })
  })
  await page.getByLabel(labels.first_name).fill('Augusta')
  await press(page, 'saveProfile')
  await expect(page.getByText('Profile saved.')).toBeVisible()
  await expect(page.locator('body')).toHaveAttribute('data-said', /Profile saved\.$/)
})

test('a notice on a newly opened page is in a live region [K4]', async ({ page, person }) => {
  await register(page, person)
  await expect(page).toHaveURL(/\/login/)
  await expect(page.getByRole('status').filter({ hasText: /\w/ })).toHaveCount(1)
})

/** Marks regions that are empty, because a region that appears with its text is not announced. */
async function markRegions(page: Page): Promise<void> {
  const regions = page.locator('main').locator('[role=status], [role=alert]')
  expect(await regions.count()).toBeGreaterThan(1)
  await regions.evaluateAll((all) => {
    for (const region of all) if (!region.textContent) region.setAttribute('data-was-there', '')
  })
}
