import { randomBytes } from 'node:crypto'
import type { Browser, Page } from 'playwright/test'
import { startSite } from '../support/servers/site'
import { emailedResetLink } from '../support/steps/emailed-reset-link'
import { emailsAreSent } from '../support/steps/emails-sent'
import { tokenIn } from '../support/steps/link-in-email'
import { verifyQuickly } from '../support/steps/open-account'
import { aPassword, buttons, login, press } from '../support/steps/person'
import { anAddress, expect, test } from '../support/test'

const aSecret = () => randomBytes(32).toString('base64url')
const newDevice = { subject: /new login/i }

test('what the old secret signed stays valid while it is listed, and not after it is removed [E6]', async ({
  browser,
  person,
}) => {
  const [old, next] = [aSecret(), aSecret()]
  const site = await startSite({ environment: { AUTH_SECRET: old } })
  try {
    const [first, second] = [await aBrowser(browser, site.url), await aBrowser(browser, site.url)]
    const token = tokenIn(await emailedResetLink(first, person, site.mailbox))
    await verifyQuickly(first.request, person, site.mailbox)
    for (const page of [first, second]) await logInAndOut(page, person)
    await site.mailbox.waitFor(person.email, newDevice)
    await login(first, person)
    await expect(first).toHaveURL(/\/account$/)

    await site.restart({ AUTH_SECRET: `${next},${old}` })
    await first.goto('/account')
    await logOut(first)
    await logInAndOut(first, person)
    await first.goto(`/reset-password?token=${token}`)
    await expect(first.getByRole('button', { name: buttons.resetPassword })).toBeVisible()
    await emailsAreSent(first.request, site.mailbox)
    expect(site.mailbox.sentTo(person.email, newDevice)).toHaveLength(1)

    await site.restart({ AUTH_SECRET: next })
    const answer = await first.request.post('/api/reset-password', { data: { token, new_password: aPassword() } })
    expect(await answer.json()).toMatchObject({ code: 'link-invalid' })
    // The first browser is recognized, because its last login was signed with the new secret. The second one is not.
    await logInAndOut(first, person)
    await login(second, person)
    await expect(second).toHaveURL(/\/account$/)
    // The second notice is sent some time after the first, so the export is checked instead.
    const { mails } = await (await second.request.get('/api/me/export')).json()
    expect(mails.filter(({ kind }: { kind: string }) => kind === 'new-device')).toHaveLength(2)
  } finally {
    await site.stop()
  }
})

test('a session is not signed, so it outlives every secret [E6 F2]', async ({ browser, person }) => {
  const site = await startSite({ environment: { AUTH_SECRET: aSecret() } })
  try {
    const page = await aBrowser(browser, site.url)
    await page.request.post('/api/register', { data: person })
    await login(page, person)
    await site.restart({ AUTH_SECRET: aSecret() })
    await page.goto('/account')
    await expect(page.getByText(person.email).first()).toBeVisible()
  } finally {
    await site.stop()
  }
})

async function aBrowser(browser: Browser, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL, extraHTTPHeaders: { 'x-forwarded-for': anAddress() } })
  return context.newPage()
}

async function logInAndOut(page: Page, person: Parameters<typeof login>[1]) {
  await login(page, person)
  await logOut(page)
}

async function logOut(page: Page) {
  await press(page, 'logout')
  await expect(page).toHaveURL(/logged-out/)
}
