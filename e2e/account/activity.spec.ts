import type { Page } from 'playwright/test'
import { everyday } from '../support/needs'
import { loginAsProgram, openAccount, registerQuickly, sessionOf } from '../support/steps/open-account'
import { aPassword, aPerson, fill, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const PAGE_SIZE = 25
const events = (page: Page) => page.locator('ol > li')

for (const script of [true, false]) {
  test.describe(script ? 'activity' : 'activity without script', () => {
    test.use({ script })

    test('the activity lists everything in words, newest first, with where it came from', {
      tag: script ? everyday : [],
    }, async ({ page, person, request, address }) => {
      await openAccount(page, person)
      const headers = await loginAsProgram(request, person)
      await request.patch('/api/me', { headers, data: { phone_number: aPerson().phone_number } })
      await request.get('/api/me/export', { headers })
      await request.post('/api/logout', { headers })
      const to = aPerson().email
      await page.goto('/account/email')
      await fill(page, { new_email: to })
      await press(page, 'changeEmail')
      await expect(page).toHaveURL(/\?sent$/)
      await page.goto('/account/password')
      await fill(page, { new_password: aPassword() })
      await press(page, 'changePassword')
      await expect(page).toHaveURL(/\?saved$/)

      await page.goto('/account/activity')
      const words = [
        'Password changed',
        `Email change to ${to} requested`,
        'Logged out',
        'Account data downloaded',
        'Phone number changed',
        'API client logged in',
        'Logged in',
        'Account created',
      ]
      await expect(events(page)).toHaveText(words.map((each) => new RegExp(`^${each}`)))
      await expect(events(page).first()).toContainText(`Chrome on Windows · IP ${address}`)
      await expect(events(page).nth(5)).toContainText('· backup')
      await expect(events(page).first().locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT.*Z$/)
      await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)
      expect(await axe(page)).toEqual([])
    })

    // All forms are built alike, so without script one journey through each page is enough.
    if (!script) return

    test('pages follow each other without a gap and link back to the newest', async ({
      page,
      person,
      request,
      site,
    }) => {
      await openAccount(page, person)
      const headers = { ...(await sessionOf(page)), origin: site.url }
      for (let i = 1; i <= PAGE_SIZE * 2; i++) {
        const answer = await request.patch('/api/me', { headers, data: { first_name: `Ada ${i}` } })
        expect(answer.status()).toBe(200)
      }
      await page.goto('/account/activity')
      const seen: string[] = []
      for (const expected of [PAGE_SIZE, PAGE_SIZE, 2]) {
        await expect(events(page)).toHaveCount(expected)
        const times = await events(page).locator('time').all()
        seen.push(...(await Promise.all(times.map(async (time) => (await time.getAttribute('datetime'))!))))
        expect(await axe(page)).toEqual([])
        if (expected < PAGE_SIZE) break
        await page.getByRole('link', { name: 'Older' }).click()
        // The next page may have as many events.
        await expect(events(page).first().locator('time')).not.toHaveAttribute('datetime', seen.at(-PAGE_SIZE)!)
      }
      await expect(events(page).last()).toContainText('Account created')
      expect(new Set(seen).size).toBe(PAGE_SIZE * 2 + 2)
      expect(seen).toEqual([...seen].sort().reverse())
      await expect(page.getByRole('link', { name: 'Older' })).toHaveCount(0)
      await page.getByRole('link', { name: 'Newest' }).click()
      await expect(page).toHaveURL('/account/activity')
      await expect(events(page)).toHaveCount(PAGE_SIZE)
    })

    test('another account’s cursor or an invalid one shows none of its events', async ({ page, person, request }) => {
      await openAccount(page, person)
      // This event is newer than all events of the account that is looked at.
      const other = aPerson()
      await registerQuickly(request, other)
      const headers = await loginAsProgram(request, other)
      const theirs = await (await request.get('/api/activity', { headers })).json()
      await page.goto(`/account/activity?before=${theirs.events[0].id}`)
      await expect(page.getByText('No older activity')).toBeVisible()
      await expect(events(page)).toHaveCount(0)
      for (const before of ['x', "'--", '%00']) {
        await page.goto(`/account/activity?before=${before}`)
        await expect(page).toHaveURL('/account/activity')
      }
    })
  })
}
