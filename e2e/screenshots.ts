import { linkIn } from './support/servers/smtp-mailbox'
import { linkInEmail } from './support/steps/link-in-email'
import { loginAsProgram, verifyQuickly } from './support/steps/open-account'
import { forgotPassword, login, register } from './support/steps/person'
import { test } from './support/test'

for (const look of ['light', 'dark'] as const) {
  test(`the pages, ${look}`, async ({ browser, site, mailbox, person, request }) => {
    const narrow = { width: 460, height: 640 }
    const context = await browser.newContext({ colorScheme: look, viewport: narrow, baseURL: site.url })
    const page = await context.newPage()
    const shoot = (name: string) => page.screenshot({ path: `docs/${name}-${look}.png`, animations: 'disabled' })
    const ada = { ...person, first_name: 'Ada', last_name: 'Lovelace', email: `ada.${look}@example.com` }

    await register(page, { ...ada, phone_number: '123' })
    await shoot('register')
    await register(page, ada)
    await shoot('login')
    await verifyQuickly(request, ada, mailbox)
    await forgotPassword(page, ada)
    await page.goto(linkIn(await mailbox.waitFor(ada.email, { subject: /reset/i })))
    await shoot('reset-password')
    await login(page, ada)
    // The list of pages stands beside them.
    await page.setViewportSize({ width: 900, height: 820 })
    await page.goto('/account')
    await shoot('account')
    await loginAsProgram(request, ada)
    await page.goto('/account/sessions')
    await shoot('sessions')
    await page.setViewportSize(narrow)
    await page.goto(linkInEmail('/not-me', await mailbox.waitFor(ada.email, { subject: /new login/i })))
    await shoot('not-me')
    await context.close()
  })
}
