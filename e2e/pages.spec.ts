import type { Page } from 'playwright/test'
import { linkIn } from './support/mailbox'
import { forgotPassword, login, press, register } from './support/person'
import { axe, expect, test } from './support/test'

const looks = [
  { name: 'light', use: { colorScheme: 'light', viewport: { width: 1280, height: 900 } } },
  { name: 'dark, 320 px wide', use: { colorScheme: 'dark', viewport: { width: 320, height: 640 } } },
  { name: 'forced colours', use: { forcedColors: 'active', viewport: { width: 640, height: 640 } } },
] as const

const paths = [
  '/',
  '/register',
  '/login',
  '/login?notice=password-reset',
  '/forgot-password',
  '/forgot-password?sent',
  '/reset-password',
  '/problems/link-used',
  '/no-such-page',
]

for (const { name, use } of looks) {
  test.describe(name, () => {
    test.use(use)

    test('every page is fit for everybody, with a title of its own [K1 K7 K8]', async ({ page }) => {
      const titles: string[] = []
      for (const path of paths) {
        await page.goto(path)
        await isFit(page, path)
        titles.push(await page.title())
      }
      // The two states of the login page share theirs.
      expect(new Set(titles).size).toBe(paths.length - 1)
    })

    test('so is every form that shows errors', async ({ page }) => {
      for (const [path, button] of [
        ['/register', 'register'],
        ['/login', 'login'],
        ['/forgot-password', 'forgotPassword'],
      ] as const) {
        await page.goto(path)
        await press(page, button)
        await expect(page.locator('.summary')).toBeFocused()
        await expect(page).toHaveTitle(/^Error: /)
        await isFit(page, path)
      }
    })

    test('so are the pages of somebody with an account', async ({ page, person, mailbox }) => {
      await register(page, person)
      await forgotPassword(page, person)
      await page.goto(linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })))
      await isFit(page, 'reset')
      await login(page, person)
      for (const path of ['/account', '/']) {
        await page.goto(path)
        await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible()
        await isFit(page, path)
      }
    })
  })
}

async function isFit(page: Page, where: string) {
  expect(await axe(page), where).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow, `${where} is wider than the window`).toBeLessThanOrEqual(0)
}

test('a page asks nothing of another origin and breaks no rule of its policy [H1 D9r]', async ({ page, site }) => {
  const faults: string[] = []
  const origins = new Set<string>()
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  for (const path of ['/', '/register', '/login', '/forgot-password', '/reset-password']) {
    await page.goto(path, { waitUntil: 'networkidle' })
  }
  expect(faults).toEqual([])
  expect([...origins]).toEqual([site.url])
})
