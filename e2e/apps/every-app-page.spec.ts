import { insertApp } from '../support/apps/insert-app'
import { ways } from '../support/pages/looks'
import { haveTitlesOfTheirOwn, longNames, visit } from '../support/pages/visit-pages'
import { openAccount } from '../support/steps/open-account'
import { test } from '../support/test'

/** As long as `clients add` allows, and without a place to break the line. */
const LONGEST_NAME = 'Intranet-of-the-Department-of-Unreasonably-Long-Names-of-Apps'.slice(0, 60)
const noSuchLogin = '/login/app/V1StGXR8_Z5jdHi6B-myT'

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use)

    test('every page on the way into an app and out again is accessible, with the longest names [K1 P38]', async ({
      page,
      person,
      site,
    }) => {
      test.slow()
      const name = LONGEST_NAME
      const [open, listed] = [await insertApp(site, { name }), await insertApp(site, { name, allow: 'listed' })]
      const careful = await insertApp(site, { name, needsVerified: true })
      const others = await insertApp(site, { name, thirdParty: true })
      const someoneElse = JSON.stringify({ id_token: { sub: { value: 'someone else' } } })
      for (const path of ['/oauth/authorize?client_id=nobody', noSuchLogin, open()]) await visit(page, path)
      await openAccount(page, { ...person, ...longNames })
      await haveTitlesOfTheirOwn(page, [
        ...[noSuchLogin, careful(), open({ prompt: 'login' }), open({ claims: someoneElse }), listed(), others()],
        ...['/logout', '/account/apps'],
      ])
    })
  })
}
