import { isFit } from '../support/pages/page-is-fit'
import { addPasskey, PASSKEYS } from '../support/steps/passkeys'
import { login, press } from '../support/steps/person'
import { logInWithout, required, SECURITY } from '../support/steps/required-two-step'
import { asThief, chooseNewPassword, pressNotMe } from '../support/steps/undone-factors'
import { expect, test } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

test.describe('required two-step login with a passkey', () => {
  test.use({ environment: required })

  test('a passkey is enough for the setup, and logging in with it alone is not [M28]', async ({
    page,
    person,
    mailbox,
  }) => {
    test.slow()
    await logInWithout(page, person, mailbox)
    await virtualAuthenticator(page)
    await addPasskey(page)
    await expect(page.getByText('One more step: turn on two-step login')).toBeVisible()
    await isFit(page, 'one more step')
    await page.goto('/account')
    await expect(page).toHaveURL(SECURITY)
    await page.goto(PASSKEYS)
    await page.getByRole('link', { name: 'Turn on two-step login' }).click()
    await press(page, 'turnOnTwoStep')
    await press(page, 'codesSaved')
    await expect(page).toHaveURL(`${SECURITY}?codes-saved`)
    await page.goto(`${PASSKEYS}`)
    await page.getByRole('link', { name: /^Remove/ }).click()
    await expect(page.getByText('This is your last second factor')).toBeVisible()
    await expect(page.getByText('turn off two-step login')).toHaveCount(0)
  })
})

test.describe('required two-step login and a suspended passkey', () => {
  test.use({ environment: required })

  test('the owner decides about it before the setup [M26 M28]', async ({ page, person, mailbox, elsewhere }) => {
    test.slow()
    await logInWithout(page, person, mailbox)
    await asThief(elsewhere, page)
    await virtualAuthenticator(elsewhere)
    await addPasskey(elsewhere)
    const pressed = await pressNotMe(page, person, mailbox, /passkey was added/)
    await login(page, await chooseNewPassword(page, person, mailbox, pressed))
    await expect(page).toHaveURL(SECURITY)
    await expect(page.getByText('requires two-step login. Set it up to use your account.')).toBeVisible()
    await isFit(page, 'required, with a suspended passkey')
    await page.getByRole('link', { name: /^Keep Chrome on/ }).click()
    await press(page, 'keepPasskey')
    await expect(page).toHaveURL(`${SECURITY}?kept=passkey`)
    await page.getByRole('link', { name: 'Turn on two-step login' }).click()
    await press(page, 'turnOnTwoStep')
    await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeVisible()
  })
})
