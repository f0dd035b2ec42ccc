import { everyday, onPostgres } from '../support/needs'
import { openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { appNotUsedLately, passwordGivenLongAgo } from '../support/steps/passing-time'
import { aPassword, aPerson, fill, labels, press } from '../support/steps/person'
import { anApp, turnOnTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(
    script ? 'confirming with two-step login' : 'confirming with two-step login without script [M34]',
    () => {
      test.use({ script })

      test('after ten minutes every risky form asks for the password and a code, and neither alone does [M14 M15]', {
        tag: script ? [onPostgres, everyday] : onPostgres,
      }, async ({ page, person, mailbox, site }) => {
        test.slow()
        await openAccount(page, person, mailbox)
        const { app } = await turnOnTwoStep(page, person)
        await passwordGivenLongAgo(site, person)
        for (const path of [
          'password',
          'email',
          'delete',
          'security',
          'security/authenticator-app',
          'security/recovery-codes',
        ]) {
          await page.goto(`/account/${path}`)
          await expect(page.getByLabel(labels.current_password, { exact: true }), path).toBeVisible()
          await expect(page.getByLabel(labels.code), path).toBeVisible()
          await expect(page.getByLabel(labels.code), path).toHaveAccessibleDescription(/^Lost your phone\? Log out, .+/)
        }
        await page.goto('/account/email')
        const new_email = aPerson().email
        await fill(page, { new_email, current_password: person.password })
        await press(page, 'changeEmail')
        await expect(page.locator('#code-error')).toBeVisible()
        await expect(page.getByLabel(labels.new_email), 'what is no secret is kept').toHaveValue(new_email)
        await fill(page, { current_password: '', code: app.code() })
        await press(page, 'changeEmail')
        await expect(page.locator('#current_password-error')).toBeVisible()
        await appNotUsedLately(site, person)
        await fill(page, { current_password: person.password, code: anApp(app.secret).code() })
        await press(page, 'changeEmail')
        await expect(page).toHaveURL(/\/account\/email\?sent$/)
        await page.goto('/account/security')
        await expect(page.getByLabel(labels.code), 'confirmed a moment ago').toHaveCount(0)
      })

      test('a page confirms the owner before a download and leads back to a page of the account only', {
        tag: onPostgres,
      }, async ({ page, person, mailbox, site }) => {
        await openAccount(page, person, mailbox)
        const { app } = await turnOnTwoStep(page, person)
        await passwordGivenLongAgo(site, person)
        await page.goto('/account/delete')
        await page.getByRole('link', { name: 'Confirm it’s me to download' }).click()
        await expect(page.getByRole('heading', { name: 'Confirm it’s you' })).toBeVisible()
        expect(await axe(page)).toEqual([])
        await appNotUsedLately(site, person)
        await fill(page, { current_password: person.password, code: anApp(app.secret).code() })
        await press(page, 'confirmOwner')
        await expect(page).toHaveURL('/account/delete')
        await expect(page.getByRole('link', { name: 'Download my data' })).toBeVisible()
        await page.goto('/account/confirm?next=https://evil.test/')
        expect(await page.locator('input[name=next]').inputValue()).toBe('/account')
      })
    },
  )
}

test('a form that was left open asks for the code when it is sent, and keeps what was typed', {
  tag: onPostgres,
}, async ({ page, person, mailbox, site, request }) => {
  await openAccount(page, person, mailbox)
  const { app } = await turnOnTwoStep(page, person)
  await page.goto('/account/email')
  const new_email = aPerson().email
  await fill(page, { new_email })
  await passwordGivenLongAgo(site, person)
  await press(page, 'changeEmail')
  await expect(page.getByText('Please confirm that it’s you.')).toBeVisible()
  await expect(page.getByLabel(labels.new_email)).toHaveValue(new_email)
  await fill(page, { current_password: aPassword(), code: app.code() })
  await press(page, 'changeEmail')
  await expect(page.getByText('This is not your current password').last()).toBeVisible()
  expect(await whoIs(request, await sessionOf(page))).toBe(200)
})
