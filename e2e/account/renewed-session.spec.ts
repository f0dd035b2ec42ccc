import type { Page } from 'playwright/test'
import { openAccount, sessionOf, whoIs } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { fill, labels, press } from '../support/steps/person'
import { expect, test } from '../support/test'

const SET_UP = '/account/security/authenticator-app'

test.describe('without script [K11]', () => {
  test.use({ script: false })

  test('confirming and beginning a set-up end every copy of the session, and a made-up password does not', async ({
    page,
    person,
    mailbox,
    request,
  }) => {
    await openAccount(page, person, mailbox)
    /** Whether a copy of the session from before works afterwards. */
    const copyAfter = async (act: () => Promise<void>) => {
      const copy = await sessionOf(page)
      await act()
      expect(await whoIs(request, await sessionOf(page))).toBe(200)
      return whoIs(request, copy)
    }
    const begin = async () => {
      await page.goto(SET_UP)
      await press(page, 'setUpApp')
      await expect(page.getByLabel(labels.set_up_code)).toBeVisible()
    }
    expect(await copyAfter(begin)).toBe(401)
    expect(await copyAfter(() => confirm(page, person))).toBe(401)
    const saveWithMore = async () => {
      await page.goto('/account')
      await page.locator('form', { has: page.getByLabel(labels.first_name) }).evaluate((form) => {
        form.append(Object.assign(document.createElement('input'), { name: 'current_password', value: 'made up' }))
      })
      await press(page, 'saveProfile')
      await expect(page).toHaveURL(/saved/)
    }
    expect(await copyAfter(saveWithMore)).toBe(200)
  })
})

test('a set-up that was left alone shows its secret only after another confirmation [M14]', async ({
  page,
  person,
  mailbox,
  site,
}) => {
  await openAccount(page, person, mailbox)
  await page.goto(SET_UP)
  await press(page, 'setUpApp')
  await expect(page.getByLabel(labels.set_up_code)).toBeVisible()
  await passwordGivenLongAgo(site, person)
  await page.goto(SET_UP)
  await expect(page).toHaveURL(/\/account\/confirm/)
  await fill(page, { current_password: person.password })
  await press(page, 'confirmOwner')
  await expect(page).toHaveURL(SET_UP)
  await expect(page.getByLabel(labels.set_up_code)).toBeVisible()
})

async function confirm(page: Page, { password }: { password: string }): Promise<void> {
  await page.goto('/account/confirm')
  await fill(page, { current_password: password })
  await press(page, 'confirmOwner')
  await expect(page).toHaveURL('/account')
}
