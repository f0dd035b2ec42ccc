import { linkIn } from './support/mailbox'
import { forgotPassword, login, register } from './support/person'
import { test } from './support/test'

for (const look of ['light', 'dark'] as const) {
  test(`the pages, ${look}`, async ({ browser, site, mailbox, person }) => {
    const context = await browser.newContext({
      colorScheme: look,
      viewport: { width: 460, height: 640 },
      baseURL: site.url,
    })
    const page = await context.newPage()
    const shoot = (name: string) => page.screenshot({ path: `docs/${name}-${look}.png`, animations: 'disabled' })
    const ada = { ...person, first_name: 'Ada', last_name: 'Lovelace', email: `ada.${look}@example.com` }

    await register(page, { ...ada, phone_number: '123' })
    await shoot('register')
    await register(page, ada)
    await shoot('login')
    await forgotPassword(page, ada)
    await page.goto(linkIn(await mailbox.waitFor(ada.email, { subject: /reset/i })))
    await shoot('reset-password')
    await login(page, ada)
    await shoot('account')
    await context.close()
  })
}
