import { everyday } from '../support/needs'
import { ways } from '../support/pages/looks'
import { isFitInEveryLook } from '../support/pages/page-is-fit'
import { enteredApp } from '../support/steps/entered-app'
import { openAccount } from '../support/steps/open-account'
import { axe, expect, test } from '../support/test'

test.describe('on a site with apps', () => {
  for (const script of [true, false]) {
    test.describe(script ? 'apps' : 'apps without script', () => {
      test.use({ script })

      test('every app is listed with what it can read, and one button removes its access [P31]', {
        tag: script ? everyday : [],
      }, async ({ page, person, site }) => {
        await openAccount(page, person)
        const tag = person.phone_number
        await enteredApp(site, person, { id: `wiki-${tag}`, name: 'Wiki' })
        await enteredApp(site, person, { id: `chat-${tag}`, name: 'Chat <b>1</b>', scopes: ['openid', 'phone'] })
        await page.getByRole('link', { name: 'Apps', exact: true }).click()
        await expect(page).toHaveURL('/account/apps')
        const app = (name: string) => page.locator('ul.rows > li').filter({ hasText: name })
        await expect(app('Wiki')).toContainText('Can read your name and your email address')
        await expect(app('Chat <b>1</b>')).toContainText('Can read your phone number')
        expect(await axe(page)).toEqual([])

        await page.getByRole('button', { name: 'Remove access for Wiki' }).click()
        await expect(page).toHaveURL('/account/apps?removed')
        await expect(page.getByRole('status').first()).toContainText('no longer has access')
        await expect(app('Wiki')).toHaveCount(0)
        await expect(app('Chat')).toHaveCount(1)
        await page.goto('/account/activity')
        await expect(page.getByText('You removed Wiki’s access')).toBeVisible()
      })
    })
  }

  for (const { name, use } of ways) {
    test.describe(name, () => {
      test.use(use)

      test('the page of apps is accessible, empty and with long names [K1]', async ({ page, person, site }) => {
        await openAccount(page, person)
        await page.goto('/account/apps')
        await expect(page.getByText('No app uses your account.')).toBeVisible()
        await isFitInEveryLook(page, '/account/apps')
        const long = 'Intranet of the Department of Unreasonably-Long-And-Unbreakable-Names'
        await enteredApp(site, person, { id: `long-${person.phone_number}`, name: long })
        await page.goto('/account/apps')
        await isFitInEveryLook(page, '/account/apps with apps')
      })
    })
  }
})
