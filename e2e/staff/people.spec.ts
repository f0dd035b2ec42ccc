import type { Page } from 'playwright/test'
import { runCommand } from '../support/apps/an-app'
import { everyday } from '../support/needs'
import { isFit } from '../support/pages/page-is-fit'
import { openAccount } from '../support/steps/open-account'
import { enteredLongAgo } from '../support/steps/passing-time'
import { act, anAccount, openPerson, search } from '../support/steps/people'
import { aPerson, fill, login, press } from '../support/steps/person'
import { addStaff, openConsole } from '../support/steps/staff'
import { turnOnTwoStep } from '../support/steps/two-step'
import { expect, test, withoutLimits } from '../support/test'

/** An act that opens before it asks for a reason. */
const grave = (page: Page, button: string) =>
  page.locator('details').filter({ has: page.getByText(button, { exact: true }) })
const section = (page: Page, name: string) => page.getByRole('table').filter({ has: page.getByText(name) })

for (const script of [true, false]) {
  test.describe(script ? 'people' : 'people without script', () => {
    test.use({ script, environment: withoutLimits })

    test('support finds an account by its email, reads why nobody can log in, and mends it [N30]', {
      tag: script ? everyday : [],
    }, async ({ page, person, mailbox, site, elsewhere }) => {
      await openConsole(page, person, { mailbox, site, role: 'support' })
      const ann = await anAccount(site, elsewhere.request)
      await runCommand(site, ['users', 'disable', ann.id, '--operator', 'ken', '--reason', 'ticket 4711'])
      await search(page, ann.email.toUpperCase())
      await expect(page).toHaveURL(`/staff/people/${ann.id}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${ann.first_name} ${ann.last_name}`)
      await expect(page.locator('.findings > li').first()).toContainText('This account is disabled')
      await expect(page.locator('.findings > li').first()).toContainText(
        /Done by ken command line, .*Reason: ticket 4711/,
      )
      await expect(page.locator('.who')).toContainText('Disabled')
      await isFit(page, 'a disabled account')
      await act(page, 'Enable account', 'The account is enabled.')
      await expect(page.locator('.findings > li').first()).toContainText('Nothing here keeps this person')
      const acts = section(page, 'Reason').getByRole('row').filter({ hasText: 'Enable account' })
      await expect(acts.first()).toContainText(`${person.first_name} ${person.last_name}`)
      await login(elsewhere, ann)
      await expect(elsewhere).toHaveURL('/account')
    })

    test('a grave act asks the admin to confirm, for a reason and for the email, and keeps what was typed', async ({
      page,
      person,
      mailbox,
      site,
      browser,
      baseURL,
    }) => {
      test.slow()
      const owner = aPerson()
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const own = await context.newPage()
      await openAccount(own, owner, mailbox)
      await turnOnTwoStep(own, owner)
      const { user } = await runCommand<{ user: { id: string } }>(site, ['users', 'show', owner.email])
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await openPerson(page, user)
      const form = grave(page, 'Reset two-step login')
      const [reason, email] = [form.getByLabel('Reason'), form.getByLabel('Email of this account')]
      const reset = form.getByRole('button', { name: 'Reset two-step login' })
      await form.locator('summary').click()
      await reason.fill('a call, ticket 4711')
      await email.fill('ann@example.com')
      await reset.click()
      await expect(page).toHaveURL(/\?refused=invalid-input&typed=[\w.-]+$/)
      await expect(page).toHaveTitle(/^Error: Account/)
      await expect(page.getByText('Type the email of this account')).toBeVisible()
      await expect(page.locator('.summary')).toBeFocused()
      await expect(reason).toHaveValue('a call, ticket 4711')
      await isFit(page, 'a refused act')
      await email.fill(owner.email.toUpperCase())
      await reason.fill('asked by ann@example.com')
      await reset.click()
      await expect(page.getByText('Leave out email addresses.')).toBeVisible()
      await expect(page.locator('.summary')).toBeFocused()
      await expect(email).toHaveValue(owner.email.toUpperCase())
      await reason.fill('x'.repeat(9_000))
      await reset.click()
      await expect(page.getByText('Use 3 to 500 characters.')).toBeVisible()
      await enteredLongAgo(site, person)
      await reason.fill('ticket 4711')
      await reset.click()
      await expect(page.locator('.summary')).toContainText('First confirm that it’s you.')
      await form.getByRole('link', { name: 'Confirm it’s you first' }).click()
      await fill(page, { current_password: person.password })
      await press(page, 'confirmOwner')
      await expect(reason).toHaveValue('ticket 4711')
      await act(page, 'Reset two-step login', 'Two-step login is off')
      const row = page.getByRole('row').filter({ hasText: 'ticket 4711' })
      await expect(row).toContainText('Reset two-step login')
      await expect(row).toContainText(person.last_name)
      await own.context().clearCookies()
      await login(own, owner)
      await expect(own).toHaveURL('/account')
      await context.close()
    })
  })
}

test.describe('people', () => {
  test.use({ environment: withoutLimits })

  test('accounts of staff, deleted accounts and unknown IDs each say what they are', async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'support' })
    const [boss, gone] = [await anAccount(site, request), await anAccount(site, request)]
    await runCommand(site, ['users', 'verify-email', boss.id])
    await addStaff(site, boss, 'admin')
    expect((await page.goto(`/staff/people/${boss.id}`))?.status()).toBe(403)
    await expect(page.getByText('belongs to a member of staff')).toBeVisible()
    await expect(page.getByText(boss.last_name)).toHaveCount(0)
    const by = ['--reason', 'ticket 4711', '--operator', 'ken']
    await runCommand(site, ['users', 'delete', gone.id, '--yes', ...by])
    await page.goto(`/staff/people/${gone.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deleted account')
    await expect(page.locator('.facts')).toContainText('ken')
    await expect(page.locator('.facts')).toContainText('ticket 4711')
    await isFit(page, 'a deleted account')
    for (const id of ['01a22b72-83df-701d-8503-5e112abc6a49', 'nobody', '%00', person.email]) {
      expect((await page.goto(`/staff/people/${id}`))?.status(), id).toBe(404)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('No such account')
    }
    await isFit(page, 'no such account')
    const { user } = await runCommand<{ user: { id: string } }>(site, ['users', 'show', person.email])
    await openPerson(page, user)
    await expect(page.getByText('This is your own account.')).toBeVisible()
    await expect(page.locator('#content').getByRole('button')).toHaveCount(0)
  })

  test('an admin schedules the deletion of an account, and cancels it', async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    const ann = await anAccount(site, request)
    await openPerson(page, ann)
    const form = grave(page, 'Schedule deletion')
    await form.locator('summary').click()
    await form.getByLabel('Reason').fill('ticket 4711')
    await expect(form).toContainText('It can be canceled for 72 hours, and not after that.')
    await form.getByLabel('Email of this account').fill(ann.email)
    await act(page, 'Schedule deletion', 'The account is closed and will be deleted in 72 hours.')
    await expect(page.locator('.who')).toContainText('To be deleted')
    await expect(page.getByRole('button', { name: 'Enable account' })).toHaveCount(0)
    await act(page, 'Cancel deletion', 'The deletion is canceled.')
    await expect(page.locator('.who')).not.toContainText('To be deleted')
    await expect(page.getByRole('row').filter({ hasText: 'ticket 4711' })).toContainText('Schedule deletion')
  })
})
