import { linkInEmail } from '../support/steps/link-in-email'
import { tryLogin } from '../support/steps/open-account'
import { aPerson, fill, labels, login, press } from '../support/steps/person'
import { registerAndSee } from '../support/steps/registration'
import { axe, expect, test } from '../support/test'

// With rate limits, which the strangers use up here.
test.use({ environment: { REGISTRATION: 'confirm' } })

for (const script of [true, false]) {
  test.describe(
    script ? 'five strangers who register an email' : 'five strangers who register an email, without script',
    () => {
      test.use({ script })

      test('only give its owner links to create an account [A14]', async ({ page, person, mailbox, request }) => {
        const strangers = Array.from({ length: 5 }, () => ({ ...aPerson(), email: person.email }))
        for (const data of strangers) expect((await request.post('/api/register', { data })).status()).toBe(202)
        const email = await mailbox.waitFor(person.email, { subject: /finish creating/i })

        await registerAndSee(page, person)
        await expect(page.getByText('even if someone else requested it')).toBeVisible()
        await page.goto(linkInEmail('/verify-email', email))
        const { first_name, last_name, phone_number, password } = person
        await expect(page.getByLabel(labels.phone_number)).toHaveValue(strangers[0]!.phone_number)
        await fill(page, { first_name, last_name, phone_number: '12', password })
        await press(page, 'finishRegistration')
        await expect(page.locator('#phone_number-error')).toContainText('Enter 10 to 15 digits')
        await expect(page.getByLabel(labels.last_name)).toHaveValue(last_name)
        expect(await axe(page)).toEqual([])
        await fill(page, { phone_number, password })
        await press(page, 'finishRegistration')
        await expect(page).toHaveURL(/\/login\?notice=registration-finished$/)

        await login(page, person)
        await expect(page).toHaveURL(/\/account$/)
        await expect(page.getByLabel(labels.last_name)).toHaveValue(last_name)
        await expect(page.getByLabel(labels.phone_number)).toHaveValue(phone_number)
        for (const stranger of strangers) expect(await tryLogin(request, stranger)).toBe(401)
      })
    },
  )
}
