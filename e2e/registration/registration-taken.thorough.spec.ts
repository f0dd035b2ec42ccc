import { onPostgres } from '../support/needs'
import { emailsAreSent } from '../support/steps/emails-sent'
import { tryLogin } from '../support/steps/open-account'
import { addressTakenToldAnHourAgo } from '../support/steps/passing-time'
import { aPerson, press } from '../support/steps/person'
import { finishRegistration, registerAndGetLink, registerAndSee } from '../support/steps/registration'
import { axe, expect, test } from '../support/test'

// A mailbox gets one mail a minute; some of these journeys ask for more.
test.use({ environment: { REGISTRATION: 'confirm', RATE_LIMITS: 'off' } })

for (const script of [true, false]) {
  test.describe(script ? 'proof first, something is taken' : 'proof first, something is taken, without script', () => {
    test.use({ script })

    test('who has an account is told so by mail alone, at the address on file, once an hour [A5 C1]', async ({
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

    // All forms are of one make: without script one walk through each page shows it.
    if (!script) return

    test('an hour later the owner is told once more', { tag: onPostgres }, async ({
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

    test('a taken phone number is told in the mail alone', async ({ page, elsewhere, person, mailbox, request }) => {
      await finishRegistration(page, await registerAndGetLink(page, person, mailbox))
      const other = { ...aPerson(), phone_number: person.phone_number }
      await registerAndSee(elsewhere, other)
      const email = await mailbox.waitFor(other.email)
      expect(email.subject).toContain('not completed')
      expect(email.text).toContain('a phone number that belongs')
      expect(email.text).not.toContain('token=')
      expect(await tryLogin(request, other)).toBe(401)

      await finishRegistration(
        elsewhere,
        await registerAndGetLink(elsewhere, { ...other, phone_number: aPerson().phone_number }, mailbox),
      )
      expect(await tryLogin(request, other)).toBe(200)
    })

    test('a number that was taken before the link was used is told at the link', async ({
      page,
      elsewhere,
      person,
      mailbox,
    }) => {
      const other = { ...aPerson(), phone_number: person.phone_number }
      const link = await registerAndGetLink(page, person, mailbox)
      await finishRegistration(elsewhere, await registerAndGetLink(elsewhere, other, mailbox))
      await page.goto(link)
      await press(page, 'finishRegistration')
      await expect(page.getByRole('alert').first()).toContainText('already registered')
      await expect(page).toHaveTitle(/^Error: /)
      expect(await axe(page)).toEqual([])
    })
  })
}
