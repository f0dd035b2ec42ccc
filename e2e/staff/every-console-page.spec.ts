import { runCommand } from '../support/apps/an-app'
import { ways } from '../support/pages/looks'
import { isFitInEveryLook } from '../support/pages/page-is-fit'
import { haveTitlesOfTheirOwn, longNames, visit } from '../support/pages/visit-pages'
import { anAccount, openPerson, search } from '../support/steps/people'
import { openConsole } from '../support/steps/staff'
import { emailOnce } from '../support/steps/staff-emails'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use)

    test('the pages of the console about the site are accessible [K1 K7 K8 N30]', async ({
      page,
      person,
      mailbox,
      site,
    }) => {
      test.slow()
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      const { id } = await emailOnce(site, person.email, ({ state }) => state === 'sent')
      const pages = ['acts', 'emails', `emails/${id}`, 'figures', 'health', 'settings', 'team']
      await haveTitlesOfTheirOwn(page, ['/staff', ...pages.map((each) => `/staff/${each}`)])
    })

    test('the pages of the console about people are accessible [K1 K7 K8 N30]', async ({
      page,
      person,
      mailbox,
      site,
      request,
    }) => {
      test.slow()
      await openConsole(page, person, { mailbox, site, role: 'admin' })
      const [ann, gone] = [await anAccount(site, request, longNames), await anAccount(site, request)]
      await runCommand(site, ['users', 'delete', gone.id, '--yes', '--reason', 'ticket 4711'])
      const pages = ['', `/${ann.id}`, `/${gone.id}`, '/nobody', '/create']
      await haveTitlesOfTheirOwn(page, ['/staff', ...pages.map((each) => `/staff/people${each}`)])
      for (const path of ['?state=disabled', '?s=x', `/${ann.id}?refused=forbidden`])
        await visit(page, `/staff/people${path}`)
      await page.goto('/staff/people/create')
      await page.getByRole('button', { name: 'Create account' }).click()
      await expect(page.locator('.summary')).toContainText('Please check what you entered.')
      await isFitInEveryLook(page, 'a refused account')
      await openPerson(page, ann)
      await page.locator('summary').first().click()
      await isFitInEveryLook(page, 'a grave act')
      await page.goto('/staff/people')
      await search(page, 'nobody.here@example.com')
      await expect(page.getByText('No account has this email')).toBeVisible()
      await isFitInEveryLook(page, 'an email without an account')
    })
  })
}
