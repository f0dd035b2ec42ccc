import { everyday } from '../support/needs'
import { expect, test } from '../support/test'

test.use({ javaScriptEnabled: false })

test('a missing page says so without script, with title, language and status [K1 K7]', { tag: everyday }, async ({
  page,
}) => {
  for (const path of ['/nothing', '/problems/nonsense', '/account/nothing', '/docs/nothing', '/dev/nothing']) {
    const answer = await page.goto(path)
    expect([path, answer?.status()]).toEqual([path, 404])
    await expect(page).toHaveTitle('Page not found – Rekey')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
    await expect(page.locator('meta[name=robots]')).toHaveCount(1)
  }
})
