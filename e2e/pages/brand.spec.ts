import type { Locator, Page } from 'playwright/test'
import { ways } from '../support/pages/looks'
import { isFitInEveryLook } from '../support/pages/page-is-fit'
import { sendRequest } from '../support/requests/send-request'
import { brandFolder, logoPng } from '../support/servers/brand-folder'
import { openAccount } from '../support/steps/open-account'
import { register } from '../support/steps/person'
import { expect, test } from '../support/test'

test.use({ environment: { APP_NAME: 'Acme & Sons', BRAND_DIR: brandFolder() } })

const pages = ['/', '/login', '/register', '/reset-password', '/no-such-page']
const accents = { light: 'rgb(123, 47, 190)', dark: 'rgb(201, 162, 242)' }

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use)

    test('every page has the operator’s logo, color and links, and is accessible with them', async ({
      page,
      person,
    }) => {
      test.slow()
      const faults: string[] = []
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      for (const path of pages) await isBranded(page, path)
      // The page that does not exist.
      expect(faults.filter((fault) => !fault.includes('404'))).toEqual([])
      await page.goto('/login')
      await hasAccents(page, page.getByRole('button', { name: 'Log in', exact: true }))
      await openAccount(page, person)
      await isBranded(page, '/account')
      await hasAccents(page, page.locator('.initial'))
    })
  })
}

async function hasAccents(page: Page, element: Locator) {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(element).toHaveCSS('background-color', accents[colorScheme])
  }
}

async function isBranded(page: Page, path: string) {
  await page.goto(path)
  const logo = page.getByRole('banner').getByRole('link', { name: 'Acme & Sons' }).getByRole('img')
  const { width, height } = (await logo.boundingBox()) ?? {}
  expect([path, width, height]).toEqual([path, 120, 32])
  expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth), path).toBeGreaterThan(0)
  const links = page.getByRole('contentinfo').getByRole('link')
  expect([path, await links.allTextContents()]).toEqual([
    path,
    ['Support', 'Help', 'Terms', 'Privacy Policy', 'Imprint', 'Website'],
  ])
  await expect(links.first()).toHaveAttribute('href', 'mailto:help@acme.example')
  await isFitInEveryLook(page, path)
}

test('the registration page says what a new account owner agrees to, and opens it beside the form', async ({
  page,
}) => {
  await page.goto('/register')
  const sentence = page.getByText('By creating an account, you agree to the Terms and Privacy Policy.')
  await expect(sentence).toBeVisible()
  for (const [name, href] of [
    ['Terms', 'https://acme.example/terms?a=1&b=2'],
    ['Privacy Policy', 'https://acme.example/privacy'],
  ]) {
    const link = sentence.getByRole('link', { name })
    await expect(link).toHaveAttribute('href', href!)
    await expect(link).toHaveAttribute('target', '_blank')
  }
})

test('the logo opened by itself has no origin, and nothing else of the folder can be opened', async ({
  page,
  site,
}) => {
  await page.goto('/login')
  const logo = (await page.getByRole('banner').getByRole('img').getAttribute('src')) ?? ''
  const opened = await page.goto(logo)
  expect(opened?.headers()['content-security-policy']).toMatch(/^default-src 'none';.* sandbox$/)
  expect(await page.evaluate(() => origin)).toBe('null')
  for (const path of [
    ...[
      '/brand/brand.json',
      '/brand/logo.svg',
      '/brand/../brand.json',
      '/brand/%2e%2e/brand.json',
      '/brand/..%2fbrand.json',
    ],
    ...[logo.replace(/-\w+/, '-0123456789abcdef'), `/brand/${'a'.repeat(5_000)}`],
  ])
    expect([path, (await sendRequest(site.url + path)).status]).toEqual([path, 404])
  const posted = await sendRequest(site.url + logo, { method: 'POST' })
  expect([posted.status, posted.headers.allow]).toEqual([405, 'GET, HEAD'])
})

test('emails have the name as text, the logo attached, and the operator’s links at the end', async ({
  page,
  person,
  mailbox,
}) => {
  await register(page, person)
  const { subject, html, text } = await mailbox.waitFor(person.email, { subject: /welcome/i })
  expect(subject).toBe('Welcome to Acme & Sons')
  // The mailbox shows attached images in place.
  expect(html).toContain(`<img src="data:image/png;base64,${logoPng.toString('base64')}" alt="Acme &amp; Sons"`)
  expect(text).toMatch(/\nAcme & Sons\nhttp:\S+\n\nSupport: help@acme\.example\n.*\nAcme Widgets GmbH\n/s)
})
