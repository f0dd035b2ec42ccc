import type { APIRequestContext } from 'playwright/test'
import { everyday, onPostgres } from '../support/needs'
import { linkInEmail } from '../support/steps/link-in-email'
import { asked, askToMove, changed, move, toConfirm } from '../support/steps/move-account'
import { loginAsProgram, openAccount, sessionOf, tryLogin, whoIs } from '../support/steps/open-account'
import { changeRequestedAMinuteAgo, linksExpired } from '../support/steps/passing-time'
import { aPassword, aPerson, fill, labels, login, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

async function emailOf(request: APIRequestContext, headers: Record<string, string>): Promise<string> {
  return (await (await request.get('/api/me', { headers })).json()).user.email
}

for (const script of [true, false]) {
  test.describe(script ? 'email change' : 'email change without script', () => {
    test.use({ script })

    test('a change is requested, the old email notified, the new one verified, and the old one undoes it and ends every session', {
      tag: script ? everyday : [],
    }, async ({ page, person, mailbox, request }) => {
      await openAccount(page, person, mailbox)
      const program = await loginAsProgram(request, person)
      const to = aPerson().email
      await askToMove(page, to)
      await expect(page.getByRole('status').first()).toContainText('Nothing changes until you open it')
      expect(await axe(page)).toEqual([])
      expect((await mailbox.waitFor(person.email, asked)).text).toContain(to)
      await page.goto(linkInEmail('/confirm-email', await mailbox.waitFor(to, toConfirm)))
      await expect(page).toHaveURL(/\/confirm-email$/)
      await expect(page.getByText(to)).toBeVisible()
      expect(await axe(page)).toEqual([])
      expect(await emailOf(request, program), 'before the button').toBe(person.email)

      await press(page, 'confirmEmail')
      await expect(page).toHaveURL(/\/account\/email\?changed$/)
      await expect(page.locator('dd').first()).toHaveText(to)
      expect(await emailOf(request, program)).toBe(to)
      expect(await tryLogin(request, person)).toBe(401)
      expect(await tryLogin(request, { ...person, email: to })).toBe(200)

      const session = await sessionOf(page)
      await page.goto(linkInEmail('/undo-email', await mailbox.waitFor(person.email, changed)))
      await expect(page.getByText(person.email)).toBeVisible()
      expect(await axe(page)).toEqual([])
      await press(page, 'undoEmail')
      await expect(page).toHaveURL(/\/login\?notice=email-restored$/)
      await expect(page.getByRole('status').first()).toContainText('Your email was changed back')
      for (const headers of [program, session]) expect(await whoIs(request, headers)).toBe(401)
      expect(await tryLogin(request, { ...person, email: to })).toBe(401)
      await login(page, person)
      await expect(page).toHaveURL('/account')
      await expect(page.getByText(person.email).first()).toBeVisible()
      expect(mailbox.sentTo(to, changed), 'the undo link is sent only to the old email').toHaveLength(0)
    })

    test('the pending change is shown and canceled, and an email requested again within a minute has a working link', async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person)
      const [a, b] = [aPerson().email, aPerson().email]
      const pending = page.getByRole('region', { name: 'Pending change' })
      await askToMove(page, a)
      await expect(pending).toContainText(`Waiting for ${a} to be verified. The link works until`)
      expect(await axe(page)).toEqual([])
      const link = linkInEmail('/confirm-email', await mailbox.waitFor(a, toConfirm))
      await press(page, 'resendChange')
      await expect(page.getByRole('status').first()).toContainText('You can resend the email in')
      await askToMove(page, b)
      await expect(pending).toContainText(b)
      await mailbox.waitFor(b, toConfirm)
      await press(page, 'cancelChange')
      await expect(page.getByRole('status').first()).toContainText('The change was canceled')
      await expect(pending).toHaveCount(0)

      await askToMove(page, a)
      await expect(pending).toContainText(a)
      await page.goto(link)
      await press(page, 'confirmEmail')
      await expect(page).toHaveURL(/\/account\/email\?changed$/)
      await expect(pending).toHaveCount(0)
      expect(mailbox.sentTo(a, toConfirm)).toHaveLength(1)
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('a used link says so, in both emails', async ({ page, person, mailbox }) => {
      await openAccount(page, person)
      const to = aPerson().email
      const undo = await move(page, mailbox, person, to)
      await page.goto(linkInEmail('/confirm-email', await mailbox.waitFor(to, toConfirm)))
      await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('link', { name: 'Go to my account' }).click()
      await expect(page).toHaveURL('/account')
      await page.goto(undo)
      await press(page, 'undoEmail')
      await expect(page).toHaveURL(/notice=email-restored$/)
      await page.goto(undo)
      await expect(page.getByRole('heading', { name: 'This link has already been used' })).toBeVisible()
      await expect(page.getByRole('button', { name: 'Undo email change' })).toHaveCount(0)
    })

    test('the link works in another browser too, and the login says which email to use', async ({
      page,
      browser,
      person,
      mailbox,
    }) => {
      await openAccount(page, person)
      const to = aPerson().email
      await askToMove(page, to)
      const phone = await (await browser.newContext()).newPage()
      await phone.goto(linkInEmail('/confirm-email', await mailbox.waitFor(to, toConfirm)))
      await press(phone, 'confirmEmail')
      await expect(phone).toHaveURL(/\/login\?notice=email-changed$/)
      await expect(phone.getByLabel(labels.email)).toHaveValue(to)
      await phone.context().close()
      await page.goto('/account')
      await expect(page.getByText(to).first()).toBeVisible()
    })

    test('a change requested again, undone or followed by a new password cancels the earlier links', async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person)
      const [first, second] = [aPerson().email, aPerson().email]
      await askToMove(page, first)
      const older = linkInEmail('/confirm-email', await mailbox.waitFor(first, toConfirm))
      await askToMove(page, second)
      const newer = linkInEmail('/confirm-email', await mailbox.waitFor(second, toConfirm))
      await page.goto(older)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.goto('/account/password')
      await fill(page, { new_password: aPassword() })
      await press(page, 'changePassword')
      await expect(page).toHaveURL(/\?saved$/)
      await page.goto(newer)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      await page.goto('/account')
      await expect(page.getByText(person.email).first()).toBeVisible()
    })

    test('a resent link replaces the one before', { tag: onPostgres }, async ({ page, person, mailbox, site }) => {
      await openAccount(page, person)
      const to = aPerson().email
      await askToMove(page, to)
      const first = linkInEmail('/confirm-email', await mailbox.waitFor(to, toConfirm))
      const after = mailbox.mails.length
      await changeRequestedAMinuteAgo(site)
      await press(page, 'resendChange')
      await expect(page).toHaveURL(/\/account\/email\?resent$/)
      await expect(page.getByRole('status').first()).toContainText('Links in earlier emails no longer work')
      const second = linkInEmail('/confirm-email', await mailbox.waitFor(to, { ...toConfirm, after }))
      await page.goto(first)
      await expect(page.getByRole('heading', { name: 'This link was replaced' })).toBeVisible()
      await page.goto(second)
      await press(page, 'confirmEmail')
      await expect(page).toHaveURL(/\/account\/email\?changed$/)
    })

    test('an expired link says so, in both emails, and changes nothing', { tag: onPostgres }, async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      await openAccount(page, person)
      const [first, second] = [aPerson().email, aPerson().email]
      await askToMove(page, first)
      const link = linkInEmail('/confirm-email', await mailbox.waitFor(first, toConfirm))
      await linksExpired(site, 'email_changes', person)
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
      const undo = await move(page, mailbox, person, second)
      await linksExpired(site, 'email_undos', { email: second })
      await page.goto(undo)
      await expect(page.getByRole('heading', { name: 'This link has expired' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.goto('/account')
      await expect(page.getByText(second).first()).toBeVisible()
    })
  })
}
