import { isFit } from '../support/pages/page-is-fit'
import { registerQuickly } from '../support/steps/open-account'
import { anAccount, search } from '../support/steps/people'
import { aPerson } from '../support/steps/person'
import { openConsole } from '../support/steps/staff'
import { expect, test, withoutLimits } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'people' : 'people without script', () => {
    test.use({ script, environment: withoutLimits })

    test('a search by the beginning of a name or email lists who fits, and an unknown email is explained', async ({
      page,
      person,
      mailbox,
      site,
      request,
    }) => {
      await openConsole(page, person, { mailbox, site, role: 'support' })
      const family = `Quill${Date.now().toString(36)}`
      const [one, other] = [
        await anAccount(site, request, { last_name: family }),
        await anAccount(site, request, { last_name: family }),
      ]
      await search(page, family.toLowerCase())
      await expect(page).toHaveURL(/\/staff\/people\?s=[\w.-]+$/)
      const rows = page.locator('.list tbody tr')
      await expect(rows).toHaveCount(2)
      await expect(rows.filter({ hasText: one.email })).toContainText('Unverified')
      await expect(page.getByLabel('Find an account')).toHaveValue(family.toLowerCase())
      await isFit(page, 'a search')
      await rows.filter({ hasText: other.email }).getByRole('link').click()
      await expect(page).toHaveURL(`/staff/people/${other.id}`)
      await page.goto('/staff/people')
      await expect(page.getByLabel('Find an account')).toBeFocused()
      await search(page, other.phone_number)
      await expect(page).toHaveURL(`/staff/people/${other.id}`)
      await page.goto('/staff/people')
      await search(page, 'nobody at all')
      await expect(page.getByText('Nothing begins with “nobody at all”')).toBeVisible()
      await search(page, '020 7946 0958')
      await expect(page.getByText('No account has the phone number “020 7946 0958”')).toContainText('country code')
      await search(page, 'nobody.here@example.com')
      await expect(page.getByText('No account has this email')).toBeVisible()
      await isFit(page, 'an email without an account')
    })
  })
}

test.describe('people', () => {
  test.use({ environment: withoutLimits })

  test('a search that is not one’s own, or too old, shows the empty field and says so', async ({
    page,
    person,
    mailbox,
    site,
  }) => {
    await openConsole(page, person, { mailbox, site, role: 'support' })
    for (const s of ['x', 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c']) {
      await page.goto(`/staff/people?s=${s}`)
      await expect(page.locator('.summary')).toContainText('Please search again.')
      await expect(page.getByLabel('Find an account')).toHaveValue('')
    }
  })

  test('lists show accounts in one state, newest first, and their pages follow each other', async ({
    page,
    person,
    mailbox,
    site,
    request,
  }) => {
    test.slow()
    await openConsole(page, person, { mailbox, site, role: 'support' })
    const made = Array.from({ length: 27 }, aPerson)
    for (const each of made) await registerQuickly(request, each)
    await page.goto('/staff/people')
    await page.getByRole('link', { name: 'Unverified' }).click()
    await expect(page).toHaveURL('/staff/people?state=unverified')
    const shown = page.locator('.list tbody .hint')
    const newest = made.map(({ email }) => email).reverse()
    await expect(shown).toHaveText(newest.slice(0, 25))
    await page.getByRole('link', { name: 'Next page' }).click()
    await expect(page).toHaveURL(/\/staff\/people\?state=unverified&after=[\da-f-]{36}$/)
    for (const [place, email] of newest.slice(25).entries()) await expect(shown.nth(place)).toHaveText(email)
    await expect(page.getByRole('link', { name: 'Unverified' })).toHaveAttribute('aria-current', 'page')
  })
})
