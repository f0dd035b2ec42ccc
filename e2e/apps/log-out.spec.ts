import { startApp } from '../support/apps/an-app'
import { everyday } from '../support/needs'
import { openAccount } from '../support/steps/open-account'
import { axe, expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

for (const script of [true, false]) {
  test.describe(script ? 'logout' : 'logout without script [P38]', () => {
    test.use({ script })

    test('an app logs the person out here too, and gets the browser back', { tag: script ? everyday : [] }, async ({
      page,
      person,
      site,
      mailbox,
    }) => {
      const app = await startApp(site)
      await openAccount(page, person, mailbox)
      await page.goto(`${app.url}/login`)
      await expect(page.getByRole('heading', { name: /^Welcome to Wiki/ })).toBeVisible()
      await page.goto(app.logoutUrl({ id_token_hint: app.entered[0]!.tokens.id_token! }))
      await expect(page).toHaveURL(`${app.url}/bye`)
      await page.goto(`${site.url}/account`)
      await expect(page).toHaveURL(/\/login\?next=/)
      app.stop()
    })

    test('a link that proves nothing asks first, and either answer leads to the app [P18]', async ({
      page,
      person,
      site,
      mailbox,
    }) => {
      const app = await startApp(site)
      await openAccount(page, person, mailbox)
      const link = app.logoutUrl({ client_id: app.id })
      await page.goto(link)
      await expect(page.getByRole('heading', { name: 'Log out of Rekey too?' })).toBeVisible()
      await expect(page.getByText('Either way, you’ll go back to Wiki.')).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('button', { name: 'Stay logged in' }).click()
      await expect(page).toHaveURL(`${app.url}/bye`)
      await page.goto(`${site.url}/account`)
      await expect(page).toHaveURL(`${site.url}/account`)
      await page.goto(link)
      await page.getByRole('button', { name: 'Log out', exact: true }).last().click()
      await expect(page).toHaveURL(`${app.url}/bye`)
      await page.goto(`${site.url}/account`)
      await expect(page).toHaveURL(/\/login\?next=/)
      app.stop()
    })
  })
}

test('the page that asks leads to no address that is not registered [P17]', async ({ request, site }) => {
  const app = await startApp(site)
  for (const uri of ['https://evil.test/', `${app.url}/bye/`, 'javascript:alert(1)', '//evil.test']) {
    const query = new URLSearchParams({ client_id: app.id, post_logout_redirect_uri: uri, go: '' })
    const html = await (await request.get(`/logout?${query}`)).text()
    expect([uri, /content="0;url=([^"]*)"/.exec(html)?.[1]]).toEqual([uri, '/login?notice=logged-out'])
  }
  app.stop()
})
