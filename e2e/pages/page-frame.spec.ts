import { accountPages, pagesOfLinks } from '../support/steps/account-pages'
import { openAccount } from '../support/steps/open-account'
import { expect, test } from '../support/test'

const publicPages = [
  '/',
  '/register',
  '/register?sent',
  '/login',
  '/forgot-password',
  '/reset-password',
  '/problems/link-used',
  '/no-such-page',
]

test('a page requests nothing from other origins and never violates its policy [H1 D9r]', async ({
  page,
  person,
  site,
}) => {
  const faults: string[] = []
  const origins = new Set<string>()
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  const look = (path: string) => page.goto(path, { waitUntil: 'networkidle' })
  for (const path of ['/', '/docs', '/register', '/login', '/forgot-password', ...pagesOfLinks]) await look(path)
  await openAccount(page, person)
  for (const path of accountPages) await look(path)
  expect(faults).toEqual([])
  expect([...origins]).toEqual([site.url])
})

test('with reduced motion nothing moves [K12]', async ({ page }) => {
  const motion = () => page.locator('button.main').evaluate((button) => getComputedStyle(button).transitionDuration)
  await page.goto('/login')
  expect(await motion()).not.toMatch(/^0s/)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await motion()).toMatch(/^0s(, 0s)*$/)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('every page begins the same way, with the link to the home page in one place [K12]', async ({ page }) => {
  const places: unknown[] = []
  for (const path of publicPages) {
    await page.goto(path)
    const home = page.getByRole('banner').getByRole('link')
    expect(await home.count(), path).toBe(1)
    places.push([await home.getAttribute('href'), await home.boundingBox()])
  }
  expect(places).toEqual(places.map(() => places[0]))
})

test('in the account the first press of the Tab key offers to skip the navigation', async ({ page, person }) => {
  await openAccount(page, person)
  await page.goto('/account/sessions')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})
