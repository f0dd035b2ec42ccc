import { thorough } from '../support/needs'
import { brandFolder } from '../support/servers/brand-folder'
import { login } from '../support/steps/person'
import { withTwoStep } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

test('someone with neither an app nor a code learns whom to contact', { tag: thorough }, async ({
  page,
  person,
  mailbox,
}) => {
  await withTwoStep(page, person, mailbox)
  await login(page, person)
  await page.getByText('I can’t use any of these').click()
  await expect(page.getByText('Contact the people who run Rekey.')).toBeVisible()
  expect(await axe(page)).toEqual([])
})

test.describe('on a site that names its support', () => {
  test.use({ environment: { BRAND_DIR: brandFolder() } })

  test('the second step names the email of the support', { tag: thorough }, async ({ page, person, mailbox }) => {
    await withTwoStep(page, person, mailbox)
    await login(page, person)
    await page.getByText('I can’t use any of these').click()
    await expect(page.getByRole('link', { name: 'help@acme.example' })).toHaveAttribute(
      'href',
      'mailto:help@acme.example',
    )
  })
})
