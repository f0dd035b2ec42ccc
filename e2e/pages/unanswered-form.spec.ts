import type { Page } from 'playwright/test'
import { onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { emailedResetLink } from '../support/steps/emailed-reset-link'
import { openAccount, registerQuickly } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { aPassword, aPerson, type buttons, fill, type labels, type Person, press } from '../support/steps/person'
import { expect, test } from '../support/test'

type Sent = {
  button: keyof typeof buttons
  typed: (person: Person) => Partial<Record<keyof typeof labels, string>>
  /** Where pressing the button leads when it works. */
  leadsTo: RegExp
}
const publicForms: Record<string, Sent> = {
  '/register': { button: 'register', typed: (person) => person, leadsTo: /notice=registered/ },
  '/login': { button: 'login', typed: ({ email, password }) => ({ email, password }), leadsTo: /account$/ },
  '/forgot-password': { button: 'forgotPassword', typed: ({ email }) => ({ email }), leadsTo: /sent$/ },
}
const accountForms: Record<string, Sent> = {
  '/account': { button: 'saveProfile', typed: () => ({ first_name: 'Grace' }), leadsTo: /saved$/ },
  '/account/password': {
    button: 'changePassword',
    typed: () => ({ new_password: aPassword() }),
    leadsTo: /saved$/,
  },
  '/account/email': { button: 'changeEmail', typed: () => ({ new_email: aPerson().email }), leadsTo: /sent$/ },
}
const offline = 'You’re offline, so nothing was sent. Connect to the internet and try again.'

test.use({ viewport: { width: 320, height: 640 } })

for (const [path, form] of Object.entries(publicForms)) {
  test(`offline, the form at ${path} says so at its button and keeps what was typed, and works afterwards [K6]`, async ({
    page,
    person,
  }) => {
    if (path === '/login') await registerQuickly(page.request, person)
    await page.goto(path)
    await survivesOffline(page, form, person)
  })
}

test('offline, the form of a reset link says so at its button, keeps the new password, and works afterwards [K6]', async ({
  page,
  person,
  mailbox,
}) => {
  await page.goto(await emailedResetLink(page, person, mailbox))
  const typed = { new_password: aPassword() }
  await survivesOffline(page, { button: 'resetPassword', typed: () => typed, leadsTo: /password-reset$/ }, person)
})

for (const [path, form] of Object.entries(accountForms)) {
  test(`offline, the form at ${path} says so at its button and keeps what was typed, and works afterwards [K6]`, async ({
    page,
    person,
  }) => {
    await openAccount(page, person)
    await page.goto(path)
    await survivesOffline(page, form, person)
  })
}

test('a current password that the server asked for is still there after an attempt without an answer [K6]', {
  tag: onPostgres,
}, async ({ page, person, site }) => {
  await openAccount(page, person)
  await page.goto('/account/email')
  await passwordGivenLongAgo(site, person)
  const typed = { new_email: aPerson().email, current_password: person.password }
  await fill(page, { new_email: typed.new_email })
  await press(page, 'changeEmail')
  await expect(page.locator('#current_password-error')).toBeVisible()
  await survivesOffline(page, { button: 'changeEmail', typed: () => typed, leadsTo: /sent$/ }, person)
})

test('without an answer, a form does not claim to know whether it worked, and keeps what was typed [K6]', async ({
  page,
  person,
}) => {
  await registerQuickly(page.request, person)
  await page.goto('/login')
  const typed = { email: person.email, password: person.password }
  await fill(page, typed)
  const proxy = { contentType: 'text/html', body: '<h1>Bad gateway' }
  for (const [fail, says] of [
    [
      (url: string) => page.route(url, (route) => route.abort('connectionrefused')),
      /^We couldn’t reach this site and don’t know/,
    ],
    [
      (url: string) => page.route(url, (route) => route.fulfill({ status: 502, ...proxy })),
      /^We got an unexpected answer\. Check/,
    ],
    [
      (url: string) => page.route(url, (route) => route.fulfill({ status: 504, ...proxy })),
      /^We got an unexpected answer\. Check/,
    ],
  ] as const) {
    await fail('/login')
    await press(page, 'login')
    await saysAtButton(page, says)
    await stillTyped(page, typed)
    await page.unrouteAll()
  }
  await press(page, 'login')
  await expect(page).toHaveURL(/account$/)
})

async function survivesOffline(page: Page, { button, typed, leadsTo }: Sent, person: Person) {
  const values = typed(person)
  await fill(page, values)
  await page.context().setOffline(true)
  await press(page, button)
  await saysAtButton(page, offline)
  await stillTyped(page, values)
  await isFit(page, `${page.url()} while offline`)
  await page.context().setOffline(false)
  await press(page, button)
  await expect(page).toHaveURL(leadsTo)
}

/** In an alert that takes the focus, just above the button, where the person is looking. */
async function saysAtButton(page: Page, says: string | RegExp) {
  const message = page.locator('form [role=alert] > .summary')
  await expect(message).toHaveText(says)
  await expect(message).toBeFocused()
  await expect(page).toHaveTitle(/^Error: /)
  const [above, button] = [await message.boundingBox(), await page.locator('form:has(.summary) .main').boundingBox()]
  expect(button!.y - (above!.y + above!.height)).toBeLessThan(30)
}

async function stillTyped(page: Page, values: object) {
  for (const [name, value] of Object.entries(values)) await expect(page.locator(`#${name}`)).toHaveValue(value)
}
