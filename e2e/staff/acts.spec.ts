import type { Page } from 'playwright/test'
import { runCommand } from '../support/apps/an-app'
import { onPostgres } from '../support/needs'
import { pageFaults } from '../support/pages/page-faults'
import { isFit } from '../support/pages/page-is-fit'
import { registerQuickly } from '../support/steps/open-account'
import { aPerson } from '../support/steps/person'
import { openConsole } from '../support/steps/staff'
import { actAt, HOSTILE } from '../support/steps/staff-emails'
import { expect, test, withoutLimits } from '../support/test'

type Shown = { user: { id: string } }
const rows = (page: Page) => page.locator('.list tbody tr')
const filter = (page: Page) => page.getByText('Filter', { exact: true }).click()
const show = (page: Page) => page.getByRole('button', { name: 'Show acts' }).click()

for (const script of [true, false]) {
  test.describe(script ? 'acts' : 'acts, without script [N30]', () => {
    test.use({ script, environment: withoutLimits, timezoneId: 'Europe/Berlin' })

    test('an admin finds who did what to an account, and hostile names and reasons stay text [N27 N31]', async ({
      page,
      person,
      mailbox,
      site,
      request,
    }) => {
      const [faults, ann] = [pageFaults(page), aPerson()]
      await registerQuickly(request, ann)
      const by = ['--operator', HOSTILE, '--reason', HOSTILE]
      const { user } = await runCommand<Shown>(site, ['users', 'show', ann.email, ...by])
      await runCommand(site, ['users', 'disable', ann.email, ...by])
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await page.getByRole('link', { name: 'Acts' }).click()
      await expect(page).toHaveURL('/staff/acts')
      await page.waitForLoadState()
      await page.keyboard.press('Tab')
      await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused()
      await page.keyboard.press('Enter')
      await expect(page.locator('#content')).toBeFocused()
      await filter(page)
      await expect(page.getByLabel('Time zone')).toHaveValue(script ? 'Europe/Berlin' : 'UTC')
      await expect(page.getByText('Days and times are in UTC.')).toBeVisible()
      await page.getByLabel('Account (ID)').fill(user.id)
      await page.getByLabel('Time zone').selectOption('Europe/Berlin')
      await show(page)
      await expect(page).toHaveURL(new RegExp(`\\?user=${user.id}&.*zone=Europe%2FBerlin`))
      await expect(page.getByText('Days and times are in Europe/Berlin.')).toBeVisible()
      await expect(rows(page)).toHaveCount(2)
      const words = HOSTILE.replace('\u202e', '')
      await expect(rows(page).first()).toContainText('Disable account')
      await expect(rows(page).first().getByRole('cell').nth(0)).toContainText(`${words} command line`)
      await expect(rows(page).first().getByRole('cell').last()).toHaveText(words)
      await isFit(page, 'acts')
      await page.getByLabel('What', { exact: true }).selectOption('Look at an account')
      await page.getByLabel('Who').selectOption('Anyone at the command line')
      await show(page)
      await expect(rows(page)).toHaveCount(1)
      await expect(page.getByLabel('What', { exact: true })).toHaveValue('users show')
      expect(await page.locator('img[src="x"]').count()).toBe(0)
      expect(faults).toEqual([])
    })

    test('acts of a member bear their name while they are staff, and their ID from then on', async ({
      page,
      person,
      mailbox,
      site,
      elsewhere,
    }) => {
      const other = aPerson()
      await openConsole(elsewhere, other, { mailbox, site, role: 'support' })
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await page.goto('/staff/acts')
      await filter(page)
      const name = `${other.first_name} ${other.last_name}`
      await page.getByLabel('Who').selectOption(name)
      await show(page)
      await expect(rows(page)).toHaveCount(1)
      await expect(rows(page)).toContainText('Enter the console')
      await expect(rows(page)).toContainText(name)
      const url = page.url()
      expect(decodeURIComponent(url)).not.toContain(other.last_name)
      await runCommand(site, ['staff', 'remove', other.email, '--reason', 'a journey'])
      await page.goto(url)
      await expect(rows(page)).toContainText(/A former member of staff \([\da-f-]{36}\)/)
      await expect(rows(page)).not.toContainText(other.last_name)
    })

    test('an email does not get into the URL, and one that stands there is neither used nor shown [N25]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      await page.goto('/staff/acts')
      await filter(page)
      await page.getByLabel('Account (ID)').fill(person.email)
      await show(page)
      await expect(page).toHaveURL('/staff/acts')
      await page.goto('/staff/acts?user=canary%40example.com&from=yesterday')
      await expect(page.locator('.summary')).toContainText('Enter the ID of the account')
      expect(await page.locator('main').innerHTML()).not.toContain('canary')
      await isFit(page, 'acts with faults')
    })
  })
}

test.describe('the days of acts', () => {
  test.use({ environment: withoutLimits })

  test('a day has exactly its acts, up to its last millisecond, in three zones [N31]', { tag: onPostgres }, async ({
    page,
    person,
    mailbox,
    site,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'admin' })
    const last = { UTC: '23:59:59.999Z', 'Asia/Kolkata': '18:29:59.999Z', 'Pacific/Auckland': '10:59:59.999Z' }
    for (const [zone, time] of Object.entries(last)) {
      const [id, moment] = [crypto.randomUUID(), `2025-11-20T${time}`]
      await actAt(site, moment, id)
      await actAt(site, new Date(Date.parse(moment) + 1).toISOString(), id)
      for (const [day, at] of [
        ['2025-11-20', 'Nov 20, 2025, 11:59:59 PM'],
        ['2025-11-21', 'Nov 21, 2025, 12:00:00 AM'],
      ]) {
        await page.goto(`/staff/acts?${new URLSearchParams({ user: id, from: day!, to: day!, zone })}`)
        await expect(rows(page), `${day} in ${zone}`).toHaveCount(1)
        await expect(rows(page).getByRole('rowheader')).toHaveText(
          at!.replace(' PM', '\u202fPM').replace(' AM', '\u202fAM'),
        )
        await expect(page.getByText(`Days and times are in ${zone}.`)).toBeVisible()
      }
    }
  })

  test('support is told that a page is only for admins, and sees nothing of it, not even its name', async ({
    page,
    person,
    mailbox,
    site,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'support' })
    for (const name of ['Acts', 'Settings', 'Health', 'Team'])
      await expect(page.getByRole('navigation').getByRole('link', { name })).toHaveCount(0)
    for (const path of ['/staff/acts', '/staff/settings', '/staff/health', '/staff/team', '/staff/people/create']) {
      expect((await page.goto(path))?.status(), path).toBe(403)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Only for admins')
      await expect(page.locator('#content').locator('table, form, a')).toHaveCount(0)
    }
    await isFit(page, 'a page for admins')
  })
})
