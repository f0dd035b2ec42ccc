import type { Page } from 'playwright/test'
import { openAccount } from '../support/steps/open-account'
import { addPasskey } from '../support/steps/passkeys'
import { aPerson, login, press } from '../support/steps/person'
import { asThief, chooseNewPassword, pressNotMe, SECURITY, suspendedRow } from '../support/steps/undone-factors'
import { expect, test } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

test('nobody else opens the page of a suspended passkey, and what another tab has decided or a logout has ended is not decided again [M26]', async ({
  page,
  person,
  mailbox,
  elsewhere,
  browser,
  baseURL,
}) => {
  test.slow()
  await openAccount(page, person, mailbox)
  await asThief(elsewhere, page)
  await virtualAuthenticator(elsewhere)
  await addPasskey(elsewhere)
  const pressed = await pressNotMe(page, person, mailbox, /passkey was added/)
  await login(page, await chooseNewPassword(page, person, mailbox, pressed))
  await expect(page).toHaveURL(SECURITY)
  const keep = (await page.getByRole('link', { name: /^Keep Chrome on/ }).getAttribute('href'))!
  const remove = keep.replace(/keep$/, 'remove')

  const context = await browser.newContext({ baseURL })
  const stranger = await context.newPage()
  for (const path of [keep, remove]) {
    await stranger.goto(path)
    await expect(stranger).toHaveURL(`/login?next=${SECURITY}`)
  }
  await openAccount(stranger, aPerson())
  for (const path of [keep, remove]) await leadsBack(stranger, path)
  await context.close()

  const tabs = { keepPasskey: keep, removeSuspendedPasskey: remove }
  const cookies = await page.context().cookies()
  for (const [button, path] of eachOf(tabs)) {
    await page.goto(path)
    await page.context().clearCookies()
    await press(page, button)
    await expect(page, button).toHaveURL(`/login?next=${SECURITY}`)
    await page.context().addCookies(cookies)
  }
  await page.goto(SECURITY)
  await expect(suspendedRow(page, 'Chrome on')).toBeVisible()

  const late = await Promise.all(
    eachOf(tabs).map(async ([button, path]) => {
      const tab = await page.context().newPage()
      await tab.goto(path)
      return { button, tab }
    }),
  )
  await page.goto(remove)
  await press(page, 'removeSuspendedPasskey')
  await expect(page).toHaveURL(`${SECURITY}?suspended-removed=passkey`)
  for (const { button, tab } of late) {
    await press(tab, button)
    await expect(tab, button).toHaveURL(SECURITY)
    await expect(tab.getByRole('heading', { name: 'Security' })).toBeVisible()
  }
  for (const path of [keep, remove]) await leadsBack(page, path)
})

async function leadsBack(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page).toHaveURL(SECURITY)
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible()
  await expect(page.getByText('Keep or remove?')).toHaveCount(0)
}

const eachOf = <K extends string>(tabs: Record<K, string>) => Object.entries(tabs) as [K, string][]
