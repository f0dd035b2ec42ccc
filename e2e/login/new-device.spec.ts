import { emailsAreSent } from '../support/steps/emails-sent'
import { linkInEmail } from '../support/steps/link-in-email'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { aPerson, login, press, register } from '../support/steps/person'
import { expect, test } from '../support/test'

const subject = /new login/i

for (const script of [true, false]) {
  test.describe(script ? 'a new device' : 'a new device, without script', () => {
    test.use({ script })

    test('the owner is notified once of a new browser and never of a known one [B18]', async ({
      page,
      elsewhere,
      person,
      mailbox,
      request,
    }) => {
      await register(page, person)
      await verifyQuickly(request, person, mailbox)
      for (let i = 0; i < 2; i++) {
        await login(page, person)
        await press(page, 'logout')
        await expect(page).toHaveURL(/logged-out/)
      }
      await emailsAreSent(request, mailbox)
      expect(mailbox.sentTo(person.email, { subject })).toEqual([])

      for (let i = 0; i < 2; i++) {
        await login(elsewhere, person)
        await press(elsewhere, 'logout')
        await expect(elsewhere).toHaveURL(/logged-out/)
      }
      await emailsAreSent(request, mailbox)
      const emails = mailbox.sentTo(person.email, { subject })
      expect(emails).toHaveLength(1)
      expect(emails[0]!.text).toMatch(/using Chrome on \w+/)
      expect(linkInEmail('/not-me', emails[0]!)).toContain('token=')
    })

    test('a browser known to one account is new to another', async ({ page, person, mailbox }) => {
      const other = { ...person, email: `other.${person.email}`, phone_number: `${person.phone_number}1` }
      await register(page, person)
      await registerQuickly(page.request, other)
      await verifyQuickly(page.request, other, mailbox)
      await login(page, other)
      await mailbox.waitFor(other.email, { subject })
    })
  })
}

test('the cookie of a known browser reveals nothing about its account [F1 E8]', async ({ page, person, context }) => {
  await register(page, person)
  const cookie = (await context.cookies()).find(({ name }) => name === 'device')!
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookie.expires - Date.now() / 1000).toBeGreaterThan(364 * 86_400)
  const claims = Buffer.from(cookie.value.split('.')[1]!, 'base64url').toString()
  expect(Object.keys(JSON.parse(claims)).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'sub'])
})

test('a forged cookie or another person’s makes no browser known', async ({
  page,
  elsewhere,
  person,
  mailbox,
  context,
}) => {
  const other = { ...person, email: `other.${person.email}`, phone_number: `${person.phone_number}1` }
  await register(elsewhere, other)
  const theirs = (await elsewhere.context().cookies()).find(({ name }) => name === 'device')!
  for (const value of [theirs.value, 'x.y.z', `${theirs.value.slice(0, -9)}AAAAAAAAA`]) {
    await context.clearCookies()
    // A different person each time, because a second notice to the same one would be delayed.
    const each = aPerson()
    await registerQuickly(page.request, each)
    await verifyQuickly(page.request, each, mailbox)
    await context.addCookies([{ ...theirs, value }])
    await login(page, each)
    await mailbox.waitFor(each.email, { subject })
  }
})
