import { onPostgres } from '../support/needs'
import { emailsAreSent } from '../support/steps/emails-sent'
import { linkInEmail } from '../support/steps/link-in-email'
import { tryLogin } from '../support/steps/open-account'
import { addressTakenToldAnHourAgo } from '../support/steps/passing-time'
import { aPerson, fill, labels, press } from '../support/steps/person'
import { finishRegistration, registerAndGetLink, registerAndSee } from '../support/steps/registration'
import { axe, expect, test } from '../support/test'

// A mailbox gets one such email a minute, and some of these journeys request more.
test.use({ environment: { REGISTRATION: 'confirm', RATE_LIMITS: 'off' } })

for (const script of [true, false]) {
  test.describe(
    script ? 'verify first, something is taken' : 'verify first, something is taken, without script',
    () => {
      test.use({ script })

      test('an existing account is reported only by email, to the email on file, once an hour [A5 C1]', async ({
        page,
        elsewhere,
        person,
        mailbox,
        site,
      }) => {
        const owner = { ...person, email: person.email.replace('ada', 'Ada') }
        await finishRegistration(page, await registerAndGetLink(page, owner, mailbox))
        await registerAndSee(elsewhere, { ...aPerson(), email: person.email })
        const told = await mailbox.waitFor(owner.email, { subject: /already have/i })
        expect(told.to).toEqual([owner.email])
        for (const path of ['/login', '/forgot-password']) expect(told.text.split('\n')).toContain(site.url + path)
        expect(told.text).not.toContain('token=')

        await registerAndSee(elsewhere, { ...aPerson(), email: person.email })
        await emailsAreSent(page.request, mailbox)
        expect(mailbox.sentTo(owner.email, { subject: /already have/i })).toHaveLength(1)
      })

      // All forms are built alike, so without script one journey through each page is enough.
      if (!script) return

      test('an hour later the owner is notified again', { tag: onPostgres }, async ({
        page,
        elsewhere,
        person,
        mailbox,
        site,
      }) => {
        await finishRegistration(page, await registerAndGetLink(page, person, mailbox))
        await registerAndSee(elsewhere, { ...aPerson(), email: person.email })
        await mailbox.waitFor(person.email, { subject: /already have/i })
        await addressTakenToldAnHourAgo(site, person)
        const before = mailbox.mails.length
        await registerAndSee(elsewhere, { ...aPerson(), email: person.email })
        await mailbox.waitFor(person.email, { subject: /already have/i, after: before })
      })

      test('a taken phone number is reported only by email, whose link accepts another number', async ({
        page,
        elsewhere,
        person,
        mailbox,
        request,
      }) => {
        await finishRegistration(page, await registerAndGetLink(page, person, mailbox))
        const other = { ...aPerson(), phone_number: person.phone_number }
        await registerAndSee(elsewhere, other)
        const email = await mailbox.waitFor(other.email)
        expect(email.subject).toContain('wasn’t created')
        expect(email.text).toContain('a phone number that belongs')
        expect(await tryLogin(request, other)).toBe(401)

        await elsewhere.goto(linkInEmail('/verify-email', email))
        await expect(elsewhere.getByText('Another account already uses the phone number')).toBeVisible()
        await expect(elsewhere.getByLabel(labels.phone_number)).toHaveValue('')
        await fill(elsewhere, { phone_number: person.phone_number, password: other.password })
        await press(elsewhere, 'finishRegistration')
        await expect(elsewhere.getByText('Another account already uses this phone number.').last()).toBeVisible()
        await fill(elsewhere, { phone_number: aPerson().phone_number, password: other.password })
        await press(elsewhere, 'finishRegistration')
        await expect(elsewhere).toHaveURL(/\/login\?notice=registration-finished$/)
        expect(await tryLogin(request, other)).toBe(200)
      })

      test('a number taken while the page was open is reported there, with a field for another', async ({
        page,
        elsewhere,
        person,
        mailbox,
      }) => {
        const other = { ...aPerson(), phone_number: person.phone_number }
        await page.goto(await registerAndGetLink(page, person, mailbox))
        await finishRegistration(elsewhere, await registerAndGetLink(elsewhere, other, mailbox))
        await press(page, 'finishRegistration')
        await expect(page.getByRole('alert').first()).toContainText('already has an account')
        expect(await axe(page)).toEqual([])
        await fill(page, { phone_number: aPerson().phone_number, password: person.password })
        await press(page, 'finishRegistration')
        await expect(page).toHaveURL(/\/login\?notice=registration-finished$/)
      })
    },
  )
}
