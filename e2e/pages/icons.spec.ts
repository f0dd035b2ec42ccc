import { expect, test } from '../support/test'

test('a page names small icons for browsers and phones, and the color around it in light and dark', async ({
  page,
  request,
}) => {
  await page.goto('/login')
  const icons = await page
    .locator('link[rel="icon"], link[rel="apple-touch-icon"]')
    .evaluateAll((links: HTMLLinkElement[]) => links.map(({ href }) => href))
  const paths = icons.map((href) => new URL(href).pathname)
  expect(paths.sort()).toEqual(['/apple-icon.png', '/favicon.ico', '/icon.svg'])
  for (const icon of icons) {
    const answer = await request.get(icon)
    expect([icon, answer.status()]).toEqual([icon, 200])
    expect((await answer.body()).length, icon).toBeLessThan(2048)
  }
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    const named = page.locator(`meta[name="theme-color"][media="(prefers-color-scheme: ${scheme})"]`)
    const shown = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
    const [red, green, blue] = shown.match(/\d+/g)!.map((part) => Number(part).toString(16).padStart(2, '0'))
    await expect(named).toHaveAttribute('content', `#${red}${green}${blue}`)
  }
})
