import * as openid from 'openid-client'
import { type App, startApp } from '../support/apps/an-app'
import { logInHere, welcomed } from '../support/apps/go-through-login'
import { registerQuickly, verifyQuickly } from '../support/steps/open-account'
import { axe, expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })

for (const script of [true, false]) {
  test.describe(script ? 'in tabs' : 'in tabs without script [P38]', () => {
    test.use({ script })
    let wiki: App
    test.beforeEach(async ({ site, page, person, mailbox }) => {
      wiki = await startApp(site)
      await registerQuickly(page.request, person)
      await verifyQuickly(page.request, person, mailbox)
    })
    test.afterEach(() => wiki?.stop())

    test('two logins of one app at once, and one of another app, all reach their app', async ({
      page,
      context,
      person,
      site,
    }) => {
      const chat = await startApp(site)
      const [second, third, fourth] = [await context.newPage(), await context.newPage(), await context.newPage()]
      const tabs = [page, second, third, fourth]
      const apps = [wiki, wiki, chat, chat]
      for (const [index, tab] of tabs.entries()) await tab.goto(apps[index]!.beginUrl)
      for (const [index, tab] of [page, second, third].entries()) {
        await logInHere(tab, person)
        await welcomed(tab, apps[index]!, person.email)
      }
      await fourth.reload()
      await welcomed(fourth, chat, person.email)
      // None of these logins has ended another one.
      for (const { client, entered } of [wiki, chat])
        for (const { tokens, claims } of entered)
          expect(await openid.fetchUserInfo(client, tokens.access_token, claims.sub)).toMatchObject({ sub: claims.sub })
      chat.stop()
    })

    test('the Back button leads out of the app to a page that says how to go on, and forward again', async ({
      page,
      person,
    }) => {
      await page.goto(wiki.url)
      await page.goto(wiki.beginUrl)
      await page.goBack()
      await expect(page).toHaveURL(`${wiki.url}/`)
      await page.goForward()
      await logInHere(page, person)
      await welcomed(page, wiki, person.email)
      await page.goBack()
      await expect(page.getByRole('heading', { name: 'This login is over' })).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.goBack()
      await expect(page).toHaveURL(`${wiki.url}/`)
    })
  })
}
