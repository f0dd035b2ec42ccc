import { isFit } from '../support/pages/page-is-fit'
import { openConsole } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'health' : 'health, without script [N30]', () => {
    test.use({ script, environment: withoutLimits })

    test('an admin lets the doctor examine the site, and reads the worst first', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await page.getByRole('link', { name: 'Health' }).click()
      await page.getByRole('button', { name: 'Examine now' }).click()
      await expect(page).toHaveURL('/staff/health?examined', { timeout: 40_000 })
      await expect(page.getByText(/^Examined/)).toBeVisible()
      await expect(page.getByRole('heading', { level: 2 }).last()).toHaveText(/^Passed checks/)
      const order = ['Problems', 'Warnings', 'Hints', 'Passed checks']
      const found = (await page.getByRole('heading', { level: 2 }).allTextContents()).map((text) =>
        text.replace(/ \d+$/, ''),
      )
      expect(found).toEqual(order.filter((each) => found.includes(each)))
      const warnings = page.locator('.doctor.warning')
      await expect(warnings).toContainText('RATE_LIMITS is off')
      await expect(warnings).toContainText('What to do: RATE_LIMITS=on')
      await expect(page.locator('.doctor.ok')).toContainText(`${site.settings().APP_URL} leads to this installation`)
      await isFit(page, 'health')
      const examined = await page.locator('time').getAttribute('datetime')
      await page.goto('/staff/health')
      await page.getByRole('button', { name: 'Examine now' }).click()
      await expect(page.locator('time')).toHaveAttribute('datetime', examined!)
    })
  })
}
