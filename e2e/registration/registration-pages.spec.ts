import { ways } from '../support/pages/looks'
import { isFitInEveryLook } from '../support/pages/page-is-fit'
import { press } from '../support/steps/person'
import { finishRegistration, registerAndGetLink } from '../support/steps/registration'
import { expect, test } from '../support/test'

test.use({ environment: { REGISTRATION: 'confirm', RATE_LIMITS: 'off' } })

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use)

    test('the pages that finish a registration are accessible [K1 K3 K7]', async ({
      page,
      elsewhere,
      person,
      mailbox,
    }) => {
      const link = await registerAndGetLink(page, person, mailbox)
      await isFitInEveryLook(page, 'sent')
      await page.goto(link)
      await isFitInEveryLook(page, 'in the browser that registered')
      await elsewhere.goto(link)
      await isFitInEveryLook(elsewhere, 'in another browser')
      await press(elsewhere, 'finishRegistration')
      await expect(elsewhere.locator('.summary')).toBeFocused()
      await isFitInEveryLook(elsewhere, 'in another browser, with errors')
      await finishRegistration(page, link)
      await page.goto(link)
      await isFitInEveryLook(page, 'used')
    })
  })
}
