import type { Page } from 'playwright/test'
import { everyday, onPostgres } from '../support/needs'
import { openAccount } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { addPasskey, PASSKEYS, withPasskey } from '../support/steps/passkeys'
import { buttons, fill, labels, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

const row = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

test('a passkey is added under a name that says where, then renamed and removed, and the browser hears of it', {
  tag: everyday,
}, async ({ page, person, mailbox }) => {
  test.slow()
  await openAccount(page, person, mailbox)
  const authenticator = await virtualAuthenticator(page)
  await page.goto('/account/security')
  expect(await axe(page)).toEqual([])
  await page.getByRole('link', { name: 'Add a passkey' }).click()
  await expect(page).toHaveTitle(/^Passkeys – /)
  expect(await axe(page)).toEqual([])
  await expect(page.getByLabel(labels.passkey_name)).toHaveValue(/^Chrome on /)
  await press(page, 'addPasskey')
  await expect(page).toHaveURL(`${PASSKEYS}?added`)
  await expect(page.getByRole('status').first()).toContainText('Your passkey was added.')
  await expect(row(page, 'Chrome on')).toContainText('Synced between devices')
  await expect(row(page, 'Chrome on')).toContainText('Not used yet')
  expect(await axe(page)).toEqual([])
  const [made] = await authenticator.passkeys()
  expect(made).toMatchObject({ isResidentCredential: true, userName: person.email })

  await row(page, 'Chrome on')
    .getByRole('link', { name: /^Rename/ })
    .click()
  await expect(page).toHaveTitle(/^Rename passkey – /)
  expect(await axe(page)).toEqual([])
  await fill(page, { passkey_name: ' ' })
  await press(page, 'renamePasskey')
  await expect(page.locator('#name-error')).toBeVisible()
  await fill(page, { passkey_name: 'My <laptop>' })
  await press(page, 'renamePasskey')
  await expect(page).toHaveURL(`${PASSKEYS}?renamed`)
  await expect(row(page, 'My <laptop>')).toBeVisible()
  expect(await authenticator.passkeys(), 'what the account still has is not forgotten').toHaveLength(1)

  await page.getByRole('link', { name: 'Remove My <laptop>' }).click()
  await expect(page).toHaveTitle(/^Remove passkey – /)
  expect(await axe(page)).toEqual([])
  await press(page, 'removePasskey')
  await expect(page).toHaveURL(`${PASSKEYS}?removed`)
  await expect(row(page, 'My <laptop>')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
  expect(await authenticator.passkeys(), '“this wasn’t me” may bring it back').toHaveLength(1)
})

test('a new name or email reaches the password manager', async ({ page, person, mailbox }) => {
  const authenticator = await withPasskey(page, person, mailbox)
  await page.goto('/account')
  await fill(page, { first_name: 'Grace' })
  await press(page, 'saveProfile')
  await expect(page).toHaveURL(/saved$/)
  const displayName = async () => (await authenticator.passkeys())[0]?.userDisplayName
  await expect.poll(displayName).toBe(`Grace ${person.last_name}`)
})

test('a device is not added twice, and a closed prompt is met with silence', async ({ page, person, mailbox }) => {
  const authenticator = await withPasskey(page, person, mailbox)
  await page.goto(PASSKEYS)
  await press(page, 'addPasskey')
  await expect(
    page.getByRole('alert').filter({ hasText: 'This device already has a passkey for your account.' }),
  ).toBeVisible()
  expect(await axe(page)).toEqual([])
  await authenticator.clear()
  await authenticator.recognize(false)
  await press(page, 'addPasskey')
  await expect(page.getByText('This device already has a passkey for your account.')).toHaveCount(0)
  await expect(page.getByRole('button', { name: buttons.addPasskey })).toBeEnabled()
  await expect(page.locator('.summary, .error')).toHaveCount(0)
  await expect(page.locator('.rows li')).toHaveCount(1)
})

test('a name that is left out is made up, because the device has made the passkey already', async ({
  page,
  person,
  mailbox,
}) => {
  await openAccount(page, person, mailbox)
  await virtualAuthenticator(page, { synced: false })
  await page.goto(PASSKEYS)
  await fill(page, { passkey_name: '' })
  await page.getByLabel(labels.passkey_name).press('Enter')
  await expect(page).toHaveURL(`${PASSKEYS}?added`)
  await expect(row(page, 'Chrome on')).toContainText('On one device')
})

test('someone with an unverified email is told to verify it first [M17]', async ({ page, person }) => {
  await openAccount(page, person)
  await page.goto('/account/security')
  await expect(page.getByText('Before you can add one, your email must be verified.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Add a passkey' })).toHaveCount(0)
  await page.goto(PASSKEYS)
  await expect(page).toHaveURL('/account/security')
})

test('adding asks the owner to confirm after ten minutes, also if the page was open before [M14]', {
  tag: onPostgres,
}, async ({ page, person, mailbox, site }) => {
  await openAccount(page, person, mailbox)
  await virtualAuthenticator(page)
  await page.goto(PASSKEYS)
  await expect(page.getByRole('button', { name: buttons.addPasskey })).toBeVisible()
  await passwordGivenLongAgo(site, person)
  await press(page, 'addPasskey')
  await expect(page).toHaveURL(`/account/confirm?next=${PASSKEYS}`)
  await page.goto(PASSKEYS)
  await page.getByRole('link', { name: 'Confirm it’s me to add a passkey' }).click()
  await fill(page, { current_password: person.password })
  await press(page, 'confirmOwner')
  await expect(page).toHaveURL(PASSKEYS)
  await addPasskey(page)
})

test.describe('without script', () => {
  test.use({ script: false })

  test('a passkey is renamed and removed [M34]', async ({ page, person, mailbox, browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
    const scripted = await context.newPage()
    await withPasskey(scripted, person, mailbox)
    await page.context().addCookies(await context.cookies())
    await page.goto(PASSKEYS)
    await page.getByRole('link', { name: /^Rename/ }).click()
    await fill(page, { passkey_name: 'Key' })
    await press(page, 'renamePasskey')
    await expect(page).toHaveURL(`${PASSKEYS}?renamed`)
    await page.getByRole('link', { name: 'Remove Key' }).click()
    await press(page, 'removePasskey')
    await expect(page).toHaveURL(`${PASSKEYS}?removed`)
    await context.close()
  })
})
