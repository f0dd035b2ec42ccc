import { loginAsProgram, logout, whoIs } from '../support/steps/open-account'
import { addApp, PASSKEYS, turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import { buttons, login, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

test('after the first passkey the page offers two-step login, which shows recovery codes and logs out other devices [M16]', async ({
  page,
  person,
  mailbox,
  request,
}) => {
  test.slow()
  const authenticator = await withPasskey(page, person, mailbox)
  const program = await loginAsProgram(request, person)
  await page.getByRole('link', { name: 'Turn on two-step login' }).click()
  await expect(page).toHaveTitle(/^Turn on two-step login – /)
  expect(await axe(page)).toEqual([])
  await press(page, 'turnOnTwoStep')
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  await expect(page.locator('.codes li')).toHaveCount(10)
  expect(await axe(page)).toEqual([])
  expect(await whoIs(request, program)).toBe(401)
  await press(page, 'codesSaved')
  await expect(page.getByText('To log in, you need a passkey.')).toBeVisible()
  await page.goto('/account/security/two-step')
  await expect(page.getByRole('heading', { name: 'Two-step login is on' })).toBeVisible()
  expect(await axe(page)).toEqual([])
  await authenticator.touch(false)
  await logout(page)
  await login(page, person)
  await expect(page).toHaveURL(/second-step$/)
})

test('the last second factor stays: the passkey can be removed only beside the app, and the app only beside the passkey [M28]', async ({
  page,
  person,
  mailbox,
}) => {
  test.slow()
  await withPasskey(page, person, mailbox)
  await turnOnWithPasskey(page)
  await page.goto(PASSKEYS)
  await page.getByRole('link', { name: /^Remove/ }).click()
  await expect(page.getByText('This is your last second factor')).toBeVisible()
  await expect(page.getByRole('button', { name: buttons.removePasskey })).toHaveCount(0)
  expect(await axe(page)).toEqual([])

  await addApp(page)
  await page.goto('/account/security')
  await page.getByRole('link', { name: 'Remove the authenticator app' }).click()
  await expect(page).toHaveTitle(/^Remove your authenticator app – /)
  expect(await axe(page)).toEqual([])
  await press(page, 'removeApp')
  await expect(page).toHaveURL(/\/account\/security\?app-removed$/)
  await expect(page.getByRole('link', { name: 'Remove the authenticator app' })).toHaveCount(0)
  await page.goto('/account/security/authenticator-app/remove')
  await expect(page, 'there is none').toHaveURL('/account/security')
})

test('a passkey that became the last second factor while its page was open is refused there too [M28]', async ({
  page,
  person,
  mailbox,
}) => {
  await withPasskey(page, person, mailbox)
  await page.getByRole('link', { name: /^Remove/ }).click()
  const other = await page.context().newPage()
  await turnOnWithPasskey(other)
  await press(page, 'removePasskey')
  await expect(page.locator('.summary')).toHaveText('This is your last second factor. Turn off two-step login instead.')
})
