import { runCommand } from '../support/apps/an-app'
import { onPostgres } from '../support/needs'
import { pageFaults } from '../support/pages/page-faults'
import { isFit } from '../support/pages/page-is-fit'
import { registerQuickly } from '../support/steps/open-account'
import { aPerson } from '../support/steps/person'
import { openConsole } from '../support/steps/staff'
import { bounced, emailOnce, HOSTILE } from '../support/steps/staff-emails'
import { expect, test, withoutLimits } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'emails' : 'emails, without script [N30]', () => {
    test.use({ script, environment: withoutLimits })

    test('support sees what became of an email that did not arrive, and sends it again [N27]', {
      tag: onPostgres,
    }, async ({ page, person, mailbox, site, request }) => {
      const [faults, ann] = [pageFaults(page), aPerson()]
      await openConsole(page, person, { mailbox, site, role: 'support' })
      await registerQuickly(request, ann)
      const email = await emailOnce(site, ann.email, ({ state }) => state === 'sent')
      await bounced(site, email, `550 ${HOSTILE}`)
      await page.getByRole('link', { name: 'Emails' }).click()
      await page.getByRole('link', { name: 'Bounced' }).click()
      await expect(page).toHaveURL('/staff/emails?state=bounced')
      const row = page.getByRole('row').filter({ hasText: ann.email })
      await expect(row).toContainText(HOSTILE.replace('\u202e', ''))
      await isFit(page, 'emails')
      await row.getByRole('link', { name: 'Welcome' }).click()
      await expect(page).toHaveURL(`/staff/emails/${email.id}`)
      await expect(page.locator('.timeline')).toContainText('Bounced: it did not reach the mailbox')
      await expect(page.locator('.timeline')).toContainText(HOSTILE.replace('\u202e', ''))
      expect(await page.content()).not.toContain('/verify-email')
      expect(await page.title()).not.toContain(ann.email)
      await isFit(page, 'an email')
      const begun = mailbox.mails.length
      await page.getByRole('button', { name: 'Try again now' }).click()
      await expect(page.getByRole('status')).toContainText('The email is sent again now.')
      await mailbox.waitFor(ann.email, { subject: /welcome/i, after: begun })
      await emailOnce(site, ann.email, ({ state }) => state === 'sent')
      await page.reload()
      await expect(page.locator('.timeline')).toContainText(/Queued again by an operator .*Taken by the mail server/)
      await expect(page.getByRole('button', { name: 'Try again now' })).toHaveCount(0)
      const { acts } = await runCommand<{ acts: { act: string }[] }>(site, ['acts', 'list', '--user', email.user_id])
      const shown = acts.map(({ act }) => act).filter((act) => act !== 'mail list')
      const done = shown.filter((act, index) => act !== shown[index - 1])
      expect(done).toEqual(['mail show', 'mail retry', 'mail show'])
      expect(faults).toEqual([])
    })

    test('an email to staff is not shown to support, and an unknown one is not there [N6]', async ({
      page,
      person,
      mailbox,
      site,
      elsewhere,
    }) => {
      const boss = aPerson()
      await openConsole(elsewhere, boss, { mailbox, site, role: 'admin' })
      await openConsole(page, person, { mailbox, site, role: 'support' })
      const { id } = await emailOnce(site, boss.email, ({ state }) => state === 'sent')
      expect((await page.goto(`/staff/emails/${id}`))?.status()).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('An email to staff')
      await expect(page.getByText(boss.email)).toHaveCount(0)
      await isFit(page, 'an email to staff')
      for (const path of ['/staff/emails/x', `/staff/emails/${crypto.randomUUID()}`])
        expect((await page.goto(path))?.status(), path).toBe(404)
      await page.goto('/staff/emails?state=none')
      await expect(page).toHaveURL('/staff/emails')
      const find = async (text: string) => {
        await page.getByLabel('Find the emails of one person').fill(text)
        await page.getByRole('button', { name: 'Search', exact: true }).click()
      }
      await find(boss.email)
      await expect(page.locator('.summary')).toContainText('belongs to a member of staff')
      await find('nobody')
      await expect(page.locator('.summary')).toContainText('No account has this phone number or ID.')
      await expect(page.locator('.summary')).toBeFocused()
      await find(person.email.toUpperCase())
      await expect(page).toHaveURL(/\/staff\/emails\?s=[\w.-]+$/)
      await expect(page.locator('.list tbody')).toContainText(person.email)
      await expect(page.locator('.list tbody')).not.toContainText(boss.email)
      await page.getByRole('link', { name: 'Failed', exact: true }).click()
      await expect(page.getByText('No emails.')).toBeVisible()
      await expect(page.getByLabel('Find the emails of one person')).toHaveValue(person.email.toUpperCase())
      await isFit(page, 'the emails of one person')
      await page.goto('/staff/emails')
      await page.getByText('Kinds of emails').click()
      await page.getByRole('navigation', { name: 'Kind' }).getByRole('link', { name: 'Password reset' }).click()
      await expect(page).toHaveURL('/staff/emails?kind=reset-password')
    })
  })
}
