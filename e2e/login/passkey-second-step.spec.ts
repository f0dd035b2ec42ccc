import { logout } from '../support/steps/open-account'
import { PASSKEYS, turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import { buttons, fill, labels, login, press } from '../support/steps/person'
import { turnOnTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

const atSecondStep = /\/login\/second-step$/

test('after the password a passkey takes the place of the code, and a wrong one does not [M2 M18]', async ({
  page,
  person,
  mailbox,
}) => {
  test.slow()
  const authenticator = await withPasskey(page, person, mailbox)
  const { app } = await turnOnTwoStep(page, person)
  await authenticator.touch(false)
  await page.goto('/account')
  await logout(page)
  await login(page, person)
  await expect(page).toHaveURL(atSecondStep)
  await expect(page.getByLabel(labels.code)).toBeVisible()
  const button = page.getByRole('button', { name: buttons.usePasskey })
  await expect(button).toBeVisible()
  expect(await axe(page)).toEqual([])

  await authenticator.touch(true)
  await authenticator.recognize(false)
  await press(page, 'usePasskey')
  await expect(button).toBeEnabled()
  await expect(page.locator('.summary'), 'nothing is said of a closed prompt').toHaveCount(0)
  await authenticator.recognize(true)
  await authenticator.spoil({ isBogusSignature: true })
  await press(page, 'usePasskey')
  await expect(page.locator('.summary')).toHaveText('This passkey wasn’t accepted. Try again, or use another way.')
  expect(await axe(page)).toEqual([])
  await page.goto('/account')
  await expect(page, 'nothing was opened').toHaveURL(/\/login\?next=/)

  await authenticator.spoil({ isBogusSignature: false })
  await page.goto('/login/second-step')
  await press(page, 'usePasskey')
  await expect(page).toHaveURL('/account')
  await authenticator.touch(false)
  await logout(page)
  await login(page, person)
  await fill(page, { code: app.code() })
  await press(page, 'login')
  await expect(page, 'the code works as before').toHaveURL('/account')
})

test('where a passkey is all there is, the page asks for it and for no code; a recovery code works, too', async ({
  page,
  person,
  mailbox,
}) => {
  test.slow()
  const authenticator = await withPasskey(page, person, mailbox)
  const codes = await turnOnWithPasskey(page)
  await authenticator.touch(false)
  await page.goto('/account/sessions')
  await logout(page)
  await login(page, person)
  await expect(page).toHaveURL(atSecondStep)
  await expect(page).toHaveTitle(/^Use your passkey – /)
  await expect(page.getByLabel(labels.code)).toHaveCount(0)
  await expect(page.getByRole('button', { name: buttons.login, exact: true })).toHaveCount(0)
  expect(await axe(page)).toEqual([])
  await authenticator.touch(true)
  await press(page, 'usePasskey')
  await expect(page).toHaveURL('/account')

  await authenticator.touch(false)
  await logout(page)
  await login(page, person)
  await page.getByRole('link', { name: 'Use a recovery code' }).click()
  await expect(page.getByRole('link', { name: 'Use a passkey' })).toBeVisible()
  await fill(page, { recovery_code: codes[0]! })
  await press(page, 'login')
  await expect(page).toHaveURL(/\/account\/security\?recovery-code-used$/)
})

test('without script the page says what is missing, and a recovery code logs in [M34]', async ({
  page,
  person,
  mailbox,
  browser,
  baseURL,
}) => {
  test.slow()
  await withPasskey(page, person, mailbox)
  const codes = await turnOnWithPasskey(page)
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL })
  const plain = await context.newPage()
  await login(plain, person)
  await expect(plain).toHaveURL(atSecondStep)
  await expect(plain.getByText('Passkeys need JavaScript. Turn it on, or use a recovery code.')).toBeVisible()
  await expect(plain.getByRole('button', { name: buttons.usePasskey })).toHaveCount(0)
  await plain.getByRole('link', { name: 'Use a recovery code' }).click()
  await fill(plain, { recovery_code: codes[0]! })
  await press(plain, 'login')
  await plain.goto(PASSKEYS)
  await expect(plain.getByText('Passkeys need JavaScript. Turn it on to add one.')).toBeVisible()
  await expect(plain.getByRole('button', { name: buttons.addPasskey })).toBeHidden()
  await context.close()
})
