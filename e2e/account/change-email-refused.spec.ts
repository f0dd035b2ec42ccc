import { onPostgres } from '../support/needs'
import { linkInEmail } from '../support/steps/link-in-email'
import { asked, askToMove, toConfirm } from '../support/steps/move-account'
import { openAccount, registerQuickly, tryLogin } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { aPassword, aPerson, fill, labels, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'refused email change' : 'refused email change without script', () => {
    test.use({ script })

    test('a taken email gets the same answer as a free one, and only its owner is notified', async ({
      page,
      person,
      mailbox,
    }) => {
      const owner = aPerson()
      await registerQuickly(page.request, owner)
      await openAccount(page, person, mailbox)
      const answers: string[] = []
      for (const email of [aPerson().email, owner.email.toUpperCase()]) {
        await askToMove(page, email)
        await expect(page.getByText('If that email is available')).toBeVisible()
        await expect(page.getByText(`Waiting for ${email} to be verified.`)).toBeVisible()
        const text = await page.locator('#content').innerText()
        answers.push(text.replace(email, 'EMAIL').replace(/works until .+ UTC/, 'works until TIME'))
      }
      expect(answers[1]).toBe(answers[0])
      const mail = await mailbox.waitFor(owner.email, { subject: /already have/i })
      for (const secret of ['/confirm-email', person.email, person.last_name]) expect(mail.raw).not.toContain(secret)
      expect(mailbox.sentTo(owner.email, toConfirm)).toHaveLength(0)
      expect((await mailbox.waitFor(person.email, asked)).text).not.toContain('already')
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('an email taken in the meantime is refused at the button, and nothing changes', async ({
      page,
      person,
      mailbox,
      request,
    }) => {
      await openAccount(page, person)
      const quicker = aPerson()
      await askToMove(page, quicker.email)
      const link = linkInEmail('/confirm-email', await mailbox.waitFor(quicker.email, toConfirm))
      await registerQuickly(request, quicker)
      await page.goto(link)
      await press(page, 'confirmEmail')
      await expect(page.getByRole('alert').first()).toContainText('That email can’t be used')
      await expect(page).toHaveTitle(/^Error: /)
      expect(await axe(page)).toEqual([])
      for (const each of [person, quicker]) expect(await tryLogin(request, each)).toBe(200)
    })

    test('an invalid or unchanged email gets an error on its field and stays there', async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person)
      await page.goto('/account/email')
      for (const [email, reason] of [
        ['ada@', /email/i],
        [person.email, /This is already your email address/],
      ] as const) {
        await fill(page, { new_email: email })
        await press(page, 'changeEmail')
        await expect(page.locator('#new_email-error')).toHaveText(reason)
        await expect(page.getByLabel(labels.new_email)).toHaveValue(email)
      }
      expect(await axe(page)).toEqual([])
      expect(mailbox.sentTo(person.email, asked)).toHaveLength(0)
    })

    test('after ten minutes the password is required, and with a wrong one no email is sent', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site }) => {
      await openAccount(page, person, mailbox)
      await passwordGivenLongAgo(site, person)
      const to = aPerson().email
      await page.goto('/account/email')
      await fill(page, { new_email: to, current_password: aPassword() })
      await press(page, 'changeEmail')
      await expect(page.getByText('This is not your current password').last()).toBeVisible()
      await expect(page.getByLabel(labels.new_email)).toHaveValue(to)
      expect(await axe(page)).toEqual([])

      await fill(page, { current_password: person.password })
      await press(page, 'changeEmail')
      await expect(page).toHaveURL(/\/account\/email\?sent$/)
      await mailbox.waitFor(to, toConfirm)
      await mailbox.waitFor(person.email, asked)
      expect(mailbox.sentTo(person.email, asked)).toHaveLength(1)
    })
  })
}
