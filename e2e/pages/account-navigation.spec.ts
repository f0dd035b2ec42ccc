import { accountPages } from '../support/steps/account-pages'
import { logout, openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

test.use({ viewport: { width: 320, height: 640 } })

for (const script of [true, false]) {
  test.describe(script ? 'on a small screen' : 'on a small screen without script', () => {
    test.use({ script })

    test('every page of the account is one tap away, and no page scrolls sideways', async ({ page, person }) => {
      await openAccount(page, person)
      const navigation = page.getByRole('navigation', { name: 'Account' })
      for (const path of accountPages) {
        await navigation.locator(`a[href="${path}"]`).click()
        await expect(page).toHaveURL(path)
        await expect(navigation.locator('[aria-current=page]')).toHaveAttribute('href', path)
        for (const link of await navigation.getByRole('link').all()) await expect(link).toBeInViewport({ ratio: 1 })
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      }
      await logout(page)
    })

    test('the header says who is logged in, however long the name', async ({ page, person }) => {
      const long = { ...person, first_name: 'Wolfeschlegelsteinhausen', last_name: 'Bergerdorff' }
      await openAccount(page, long)
      await expect(page.getByText('Wolfeschlegelsteinhausen Bergerdorff')).toBeVisible()
      await expect(page.getByText(person.email).first()).toBeInViewport({ ratio: 1 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    })
  })
}
