import type { Page } from 'playwright/test'
import { onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { openConsole } from '../support/steps/staff'
import { countedDays } from '../support/steps/staff-figures'
import { expect, test, withoutLimits } from '../support/test'

const figure = (page: Page, name: string) => page.locator('section section').filter({ hasText: name })

for (const script of [true, false]) {
  test.describe(script ? 'figures' : 'figures, without script [N30]', () => {
    test.use({ script, environment: withoutLimits })

    test('support reads registrations and logins by day, as a sentence, a chart and a table [N30]', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site }) => {
      await countedDays(site, [])
      await openConsole(page, person, { mailbox, site, role: 'support' })
      await page.getByRole('link', { name: 'Figures' }).click()
      await expect(page.getByText('There are no figures yet.')).toBeVisible()
      await isFit(page, 'figures before the first day')

      // Newest first, from November 29 back to November 15.
      const registered = [30, 0, 1, 2, 3, 4, 1, 29, 0, 0, 0, 0, 0, 0, 1000]
      await countedDays(site, registered)
      await page.reload()
      await expect(page.getByText('Days are those of UTC. The last one here is Nov 29, 2025')).toBeVisible()
      const registrations = figure(page, 'Registrations')
      await expect(registrations).toContainText(
        '41 accounts were registered in the last 7 days, 12 more than in the 7 days before.',
      )
      await expect(figure(page, 'Logins')).toContainText(
        'There were 82 logins in the last 7 days, 24 more than in the 7 days before.',
      )
      await expect(registrations.locator('svg[aria-hidden=true] rect')).toHaveCount(registered.length)
      expect(await heights(page)).toEqual(
        registered.map((count) => (count === 0 ? 0 : Math.max(2, Math.round(count / 10)))),
      )
      const rows = registrations.locator('tbody tr')
      await expect(rows.first()).toBeHidden()
      await isFit(page, 'figures')
      await registrations.getByText('Registrations by day').click()
      await expect(rows).toHaveCount(registered.length)
      await expect(rows.first()).toHaveText('Nov 29, 202530')
      await expect(rows.last()).toHaveText('Nov 15, 20251,000')
      await isFit(page, 'figures with a table')
      await page.setViewportSize({ width: 320, height: 700 })
      await isFit(page, 'figures with a table on a small screen')
    })
  })
}

const heights = (page: Page) =>
  page
    .locator('svg.bars')
    .first()
    .locator('rect')
    .evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('height'))))
