import { onPostgres } from '../support/needs'
import { sessionOf, whoIs } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { PASSKEYS, turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import { aPassword, aPerson, buttons, fill, labels, press } from '../support/steps/person'
import { turnOnTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

const READY = 'Your passkey is ready. Continue with the button below.'

test('every risky form takes a passkey in place of the password and code [M14 M15]', { tag: onPostgres }, async ({
  page,
  person,
  mailbox,
  site,
}) => {
  test.slow()
  await withPasskey(page, person, mailbox)
  await turnOnTwoStep(page, person)
  await passwordGivenLongAgo(site, person)
  for (const path of [
    'password',
    'email',
    'delete',
    'confirm',
    'security',
    'security/authenticator-app',
    'security/authenticator-app/remove',
    'security/recovery-codes',
  ]) {
    await page.goto(`/account/${path}`)
    await expect(page.getByLabel(labels.code), path).toBeVisible()
    await expect(page.getByRole('button', { name: buttons.usePasskey }), path).toBeVisible()
  }
  await page.goto('/account/email')
  await fill(page, { new_email: aPerson().email, current_password: 'something wrong' })
  await press(page, 'usePasskey')
  await expect(page.getByText(READY)).toBeVisible()
  await expect(page.getByLabel(labels.current_password, { exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: buttons.changeEmail })).toBeFocused()
  expect(await axe(page)).toEqual([])
  const before = await sessionOf(page)
  await press(page, 'changeEmail')
  await expect(page).toHaveURL(/\/account\/email\?sent$/)
  expect(await whoIs(page.request, before), 'a copy of the former token is worth nothing').toBe(401)
})

test('a passkey confirms without two-step login, too, and the other fields are still checked', {
  tag: onPostgres,
}, async ({ page, person, mailbox, site }) => {
  const authenticator = await withPasskey(page, person, mailbox)
  await passwordGivenLongAgo(site, person)
  await page.goto('/account/password')
  await press(page, 'usePasskey')
  await expect(page.getByText(READY)).toBeVisible()
  await press(page, 'changePassword')
  await expect(page.locator('#new_password-error')).toBeVisible()
  await expect(page.getByText(READY), 'it was not sent, so it is not used up').toBeVisible()
  await fill(page, { new_password: aPassword() })
  await press(page, 'changePassword')
  await expect(page).toHaveURL(/\/account\/password\?saved$/)

  await passwordGivenLongAgo(site, person)
  await page.goto('/account/confirm?next=/account/sessions')
  await authenticator.spoil({ isBogusSignature: true })
  await press(page, 'usePasskey')
  await expect(page.locator('.summary')).toHaveText('This passkey wasn’t accepted. Try again, or use another way.')
  await expect(page.getByLabel(labels.current_password, { exact: true })).toBeVisible()
  expect(await axe(page)).toEqual([])
  await authenticator.spoil({ isBogusSignature: false })
  await authenticator.recognize(false)
  await press(page, 'usePasskey')
  await expect(page.getByRole('button', { name: buttons.usePasskey })).toBeEnabled()
  await authenticator.recognize(true)
  await press(page, 'usePasskey')
  await expect(page).toHaveURL('/account/sessions')
})

test('where a passkey is all there is, no form asks for six digits', { tag: onPostgres }, async ({
  page,
  person,
  mailbox,
  site,
}) => {
  test.slow()
  await withPasskey(page, person, mailbox)
  await turnOnWithPasskey(page)
  await passwordGivenLongAgo(site, person)
  await page.goto('/account/email')
  await expect(page.getByRole('button', { name: buttons.usePasskey })).toBeVisible()
  await expect(page.getByLabel(labels.code)).toHaveCount(0)
  await expect(page.getByLabel(labels.current_password, { exact: true })).toHaveCount(0)
  await fill(page, { new_email: aPerson().email })
  await press(page, 'changeEmail')
  await expect(page.locator('.summary a')).toHaveAttribute('href', '#credential')
  await expect(page.locator('#credential')).toContainText('Confirm with your passkey.')
  await expect(page.getByLabel(labels.code)).toHaveCount(0)
  expect(await axe(page)).toEqual([])
  await press(page, 'usePasskey')
  await expect(page.getByText(READY)).toBeVisible()
  await press(page, 'changeEmail')
  await expect(page).toHaveURL(/\/account\/email\?sent$/)

  await passwordGivenLongAgo(site, person)
  await page.goto(`/account/confirm?next=${PASSKEYS}`)
  await expect(page.getByRole('button', { name: buttons.confirmOwner })).toHaveCount(0)
  expect(await axe(page)).toEqual([])
  await press(page, 'usePasskey')
  await expect(page).toHaveURL(PASSKEYS)
})
