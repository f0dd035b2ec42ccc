import { onPostgres } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { linkInEmail } from '../support/steps/link-in-email'
import { move } from '../support/steps/move-account'
import { logout, openAccount } from '../support/steps/open-account'
import { appNotUsedLately, factorsFromBefore } from '../support/steps/passing-time'
import { addApp, addPasskey } from '../support/steps/passkeys'
import { aPerson, fill, login, press } from '../support/steps/person'
import { anApp, codesOn, turnOnTwoStep } from '../support/steps/two-step'
import {
  asThief,
  chooseNewPassword,
  logInWithApp,
  pressNotMe,
  REFUSED,
  SECURITY,
  suspendedItems,
  suspendedRow,
} from '../support/steps/undone-factors'
import { axe, expect, test } from '../support/test'
import { virtualAuthenticator } from '../support/virtual-authenticator'

for (const script of [true, false]) {
  test.describe(
    script ? 'undone changes of second factors' : 'undone changes of second factors, without script',
    () => {
      test.use({ script })

      test('a thief’s passkey is suspended; what its owner keeps works again, and what they remove never does [M26]', async ({
        page,
        person,
        mailbox,
        browser,
        baseURL,
      }) => {
        test.slow()
        await openAccount(page, person, mailbox)
        // Passkeys are made with script, whatever the owner's browser runs.
        const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
        const thief = await context.newPage()
        const theirs = await virtualAuthenticator(thief)
        await asThief(thief, page)
        await addPasskey(thief)

        await page.goto(linkInEmail('/not-me', await mailbox.waitFor(person.email, { subject: /passkey was added/ })))
        await expect(page.getByText('Suspend passkeys, authenticator apps and recovery codes')).toBeVisible()
        await expect(page.getByText('use the link in the oldest one')).toBeVisible()
        await expect(page.getByText('Two-step login stays on.')).toHaveCount(0)
        await isFit(page, 'before the account is secured')
        const pressed = await pressNotMe(page, person, mailbox, /passkey was added/)
        await expect(page.getByText('These were added since we sent that email, so we suspended them:')).toBeVisible()
        await expect(page.getByText('Nobody can log in')).toHaveCount(0)
        await isFit(page, 'after a passkey was suspended')

        await thief.goto('/login')
        await expect(thief.locator('.summary')).toHaveText(REFUSED)
        expect(await theirs.passkeys(), 'nobody learns that it might come back').toHaveLength(1)
        await theirs.touch(false)

        const owner = await chooseNewPassword(page, person, mailbox, pressed)
        await page.goto('/account/sessions')
        await fill(page, { email: owner.email, password: owner.password })
        await press(page, 'login')
        await expect(page).toHaveURL(SECURITY)
        await expect(suspendedRow(page, 'Chrome on')).toContainText('Passkey')
        await page.goto('/account')
        await page.getByRole('link', { name: 'Keep or remove it' }).click()
        await page.getByRole('link', { name: /^Keep Chrome on/ }).click()
        await expect(page).toHaveTitle(/^Keep suspended passkey – /)
        await press(page, 'keepPasskey')
        await expect(page).toHaveURL(`${SECURITY}?kept=passkey`)
        await expect(page.getByRole('status').first()).toContainText('The passkey that you kept works again.')
        await expect(page.getByRole('region', { name: 'Keep or remove?' })).toHaveCount(0)
        await theirs.touch(true)
        await thief.goto('/login')
        await expect(thief).toHaveURL('/account')

        const again = await pressNotMe(page, person, mailbox, /passkey of your .* account was kept/)
        await thief.goto('/login')
        await expect(thief.locator('.summary')).toHaveText(REFUSED)
        await login(page, await chooseNewPassword(page, person, mailbox, again))
        await expect(page).toHaveURL(SECURITY)
        await page.getByRole('link', { name: /^Remove Chrome on/ }).click()
        await expect(page).toHaveTitle(/^Remove suspended passkey – /)
        await press(page, 'removeSuspendedPasskey')
        await expect(page).toHaveURL(`${SECURITY}?suspended-removed=passkey`)
        await expect(page.getByRole('status').first()).toContainText('The suspended passkey was removed.')
        await expect(page.getByRole('region', { name: 'Keep or remove?' })).toHaveCount(0)
        await thief.goto('/login')
        await expect(thief.locator('.summary')).toContainText('This site doesn’t know this passkey.')
        await context.close()
      })

      test('an app and codes that a thief replaced work again, and theirs do not; the owner decides about those [M26]', {
        tag: onPostgres,
      }, async ({ page, person, mailbox, site, elsewhere }) => {
        test.slow()
        await openAccount(page, person, mailbox)
        const { app, codes } = await turnOnTwoStep(page, person)
        await factorsFromBefore(site, person)
        await asThief(elsewhere, page)
        const theirSecret = await addApp(elsewhere)
        await elsewhere.goto(`${SECURITY}/recovery-codes`)
        await press(elsewhere, 'makeCodes')
        await expect(elsewhere.locator('.codes li')).toHaveCount(10)
        const theirCodes = await codesOn(elsewhere)

        const subject = /has a new authenticator app/
        await page.goto(linkInEmail('/not-me', await mailbox.waitFor(person.email, { subject })))
        await expect(page.getByText('Two-step login stays on.')).toBeVisible()
        const pressed = await pressNotMe(page, person, mailbox, subject)
        await expect(suspendedItems(page)).toHaveText(['Authenticator app', 'Recovery codes'])
        await expect(page.getByText('a code from the authenticator app that you had before')).toBeVisible()
        await expect(page.getByText('one of the recovery codes that you had before')).toBeVisible()
        expect(await axe(page)).toEqual([])

        const owner = await chooseNewPassword(page, person, mailbox, pressed)
        await logInWithApp(page, owner, anApp(theirSecret).code())
        await expect(page.locator('#code-error')).toBeVisible()
        await page.getByRole('link', { name: 'Use a recovery code' }).click()
        await fill(page, { recovery_code: theirCodes[0]! })
        await press(page, 'login')
        await expect(page.locator('#code-error')).toBeVisible()
        await appNotUsedLately(site, person)
        await page.goto('/login/second-step')
        await fill(page, { code: anApp(app.secret).code() })
        await press(page, 'login')
        await expect(page).toHaveURL(SECURITY)

        await page.getByRole('link', { name: 'Remove the suspended recovery codes' }).click()
        await press(page, 'removeSuspendedCodes')
        await expect(page).toHaveURL(`${SECURITY}?suspended-removed=recovery-codes`)
        await expect(page.getByRole('status').first()).toContainText('The suspended recovery codes were removed.')
        await page.getByRole('link', { name: 'Keep the suspended authenticator app' }).click()
        await expect(page.getByText('The app that you use now stops working')).toBeVisible()
        await press(page, 'keepApp')
        await expect(page).toHaveURL(`${SECURITY}?kept=authenticator-app`)
        await expect(page.getByRole('status').first()).toContainText('The authenticator app that you kept works again.')
        await logout(page)
        await appNotUsedLately(site, person)
        await logInWithApp(page, owner, anApp(app.secret).code())
        await expect(page.locator('#code-error')).toBeVisible()
        await fill(page, { code: anApp(theirSecret).code() })
        await press(page, 'login')
        await expect(page, 'nothing is left to decide').toHaveURL('/account')
        await logout(page)
        await login(page, owner)
        await page.goto('/login/second-step?with=recovery-code')
        await fill(page, { recovery_code: codes[0]! })
        await press(page, 'login')
        await expect(page).toHaveURL(`${SECURITY}?recovery-code-used`)
      })

      test('two-step login that a thief turned off is on again, with the app that the owner had [M26]', {
        tag: onPostgres,
      }, async ({ page, person, mailbox, site, elsewhere }) => {
        test.slow()
        await openAccount(page, person, mailbox)
        const { app } = await turnOnTwoStep(page, person)
        await factorsFromBefore(site, person)
        await asThief(elsewhere, page)
        await elsewhere.goto(SECURITY)
        await press(elsewhere, 'turnOffTwoStep')
        await expect(elsewhere).toHaveURL(`${SECURITY}?off`)

        const subject = /Two-step login is off/
        await page.goto(linkInEmail('/not-me', await mailbox.waitFor(person.email, { subject })))
        await expect(page.getByText('and two-step login if it was turned off since')).toBeVisible()
        const pressed = await pressNotMe(page, person, mailbox, subject)
        await expect(page.getByText('your password and a code from your authenticator app')).toBeVisible()
        await expect(page.getByText('we suspended them')).toHaveCount(0)
        const owner = await chooseNewPassword(page, person, mailbox, pressed)
        await appNotUsedLately(site, person)
        await logInWithApp(page, owner, anApp(app.secret).code())
        await expect(page).toHaveURL('/account')
      })

      test('the undo of an email change suspends what was added since, disables the password, and says what a login needs now [M26]', {
        tag: onPostgres,
      }, async ({ page, person, mailbox, site, elsewhere }) => {
        test.slow()
        await openAccount(page, person, mailbox)
        const { app } = await turnOnTwoStep(page, person)
        await factorsFromBefore(site, person)
        await asThief(elsewhere, page)
        const undo = await move(elsewhere, mailbox, person, aPerson().email)
        await addApp(elsewhere)
        await page.goto(undo)
        await expect(page.getByText('Suspend passkeys, authenticator apps and recovery codes')).toBeVisible()
        await expect(page.getByText('Disable the password if any of that is suspended')).toBeVisible()
        await isFit(page, 'before the email change is undone')
        const pressed = mailbox.mails.length
        await press(page, 'undoEmail')
        await expect(page).toHaveURL('/undo-email?done')
        await expect(page.getByText('We disabled the password')).toContainText(person.email)
        await expect(suspendedItems(page)).toHaveText(['Authenticator app'])
        await expect(page.getByText('a code from the authenticator app that you had before')).toBeVisible()
        await isFit(page, 'after the email change was undone')
        await page.getByRole('link', { name: 'Request a new link' }).click()
        await expect(page).toHaveURL('/forgot-password')
        await login(page, person)
        await expect(page.locator('.summary')).toContainText('Wrong email or password.')
        const owner = await chooseNewPassword(page, person, mailbox, pressed)
        await appNotUsedLately(site, person)
        await logInWithApp(page, owner, anApp(app.secret).code())
        await expect(page).toHaveURL(SECURITY)

        await page.goto(undo)
        await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
        await move(page, mailbox, person, aPerson().email)
        await page.goto('/undo-email?done')
        await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
      })
    },
  )
}
