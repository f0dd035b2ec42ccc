import { everyday } from '../support/needs'
import { logout, openAccount } from '../support/steps/open-account'
import { fill, login, press } from '../support/steps/person'
import { codesOn, turnOnTwoStep } from '../support/steps/two-step'
import { expect, test } from '../support/test'

for (const script of [true, false]) {
  test.describe(script ? 'recovery codes' : 'recovery codes without script [M34]', () => {
    test.use({ script })

    test('new recovery codes replace the old ones [M10]', { tag: script ? everyday : [] }, async ({
      page,
      person,
      mailbox,
    }) => {
      await openAccount(page, person, mailbox)
      const { codes: former } = await turnOnTwoStep(page, person)
      await page.goto('/account/security')
      await expect(page.getByText('10 codes left')).toBeVisible()
      await page.getByRole('link', { name: 'Make new recovery codes' }).click()
      await press(page, 'makeCodes')
      await expect(page.locator('.codes li')).toHaveCount(10)
      const [code] = await codesOn(page)
      expect(former).not.toContain(code)
      await press(page, 'codesSaved')
      await expect(page).toHaveURL(/codes-saved$/)
      await logout(page)
      await login(page, person)
      await page.getByRole('link', { name: 'Use a recovery code' }).click()
      await fill(page, { recovery_code: former[0]! })
      await press(page, 'login')
      await expect(page.locator('#code-error')).toBeVisible()
      await fill(page, { recovery_code: code! })
      await press(page, 'login')
      await expect(page).toHaveURL(/recovery-code-used$/)
    })
  })
}

test('the recovery codes are copied, and printed without the rest of the page', async ({ page, person, mailbox }) => {
  await openAccount(page, person, mailbox)
  await turnOnTwoStep(page, person)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/account/security/recovery-codes')
  await press(page, 'makeCodes')
  await expect(page.locator('.codes li')).toHaveCount(10)
  await expect(page.getByRole('heading', { name: 'Save your recovery codes' })).toBeFocused()
  await page.getByRole('button', { name: 'Copy recovery codes' }).click()
  await expect(page.getByText('Copied.')).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe((await codesOn(page)).join('\n'))
  const saved = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download recovery codes' }).click()
  expect((await saved).suggestedFilename()).toBe('recovery-codes.txt')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.codes li').last()).toBeVisible()
  await expect(page.locator('.owner')).toContainText(person.email)
  for (const hidden of ['nav', '.ways', 'main form']) await expect(page.locator(hidden).last()).toBeHidden()
})
