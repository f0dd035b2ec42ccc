import { startApp } from '../support/apps/an-app'
import { startCookieEater } from '../support/servers/cookie-eater'
import { type Site, startSite } from '../support/servers/site'
import { pagesOfLinks } from '../support/steps/account-pages'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { fill, press } from '../support/steps/person'
import { turnOnTwoStepAs } from '../support/steps/two-step'
import { axe, expect, test } from '../support/test'

let eater: Awaited<ReturnType<typeof startCookieEater>>
let own: Site
test.beforeAll(async () => {
  eater = await startCookieEater()
  own = await startSite({ environment: { APP_URL: eater.url, PROVIDER: 'on' } })
  eater.lead(own.url)
})
test.afterAll(async () => {
  eater.stop()
  await own.stop()
})

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ script, viewport: { width: 320, height: 640 } })

    test('a browser that keeps no cookies is told so, by the login and by every emailed link', async ({
      page,
      request,
      person,
    }) => {
      test.slow()
      const needsCookies = page.getByRole('heading', { name: 'This site needs cookies' })
      const shown: string[] = []
      page.on('framenavigated', (frame) => shown.push(new URL(frame.url()).pathname))
      const created = await request.post(`${eater.url}/api/register`, { data: person })
      expect(created.status()).toBe(201)
      await page.goto(`${eater.url}/login`)
      await fill(page, { email: person.email, password: person.password })
      await press(page, 'login')
      await expect(needsCookies).toBeVisible()
      expect(await axe(page)).toEqual([])
      expect(shown).not.toContain('/account')
      await page.getByRole('link', { name: 'Back to login' }).click()
      await expect(page, 'and from there to where it was going').toHaveURL(`${eater.url}/login?next=%2Faccount`)

      await page.goto(linkInEmail('/verify-email', await own.mailbox.waitFor(person.email, { subject: /welcome/i })))
      await expect(needsCookies).toBeVisible()
      for (const path of pagesOfLinks) {
        await page.goto(`${eater.url}${path}?token=abc`)
        await expect(needsCookies).toBeVisible()
      }
    })

    test('a browser that keeps no cookies is told so before the second step of a login', async ({
      page,
      request,
      person,
    }) => {
      expect((await request.post(`${eater.url}/api/register`, { data: person })).status()).toBe(201)
      const welcome = await own.mailbox.waitFor(person.email, { subject: /welcome/i })
      const data = { token: tokenIn(linkInEmail('/verify-email', welcome)) }
      expect((await request.post(`${eater.url}/api/verify-email`, { data })).status()).toBe(200)
      const { email, password } = person
      const login = await request.post(`${eater.url}/api/login`, { data: { email, password } })
      const authorization = `Bearer ${(await login.json()).access_token}`
      await turnOnTwoStepAs(request, { authorization }, person, eater.url)
      await page.goto(`${eater.url}/login?next=/account/email`)
      await fill(page, { email, password })
      await press(page, 'login')
      await expect(page.getByRole('heading', { name: 'This site needs cookies' })).toBeVisible()
      await expect(page.getByText('leads from one step of the login to the next')).toBeVisible()
      expect(await axe(page)).toEqual([])
      await page.getByRole('link', { name: 'Back to login' }).click()
      await expect(page).toHaveURL(`${eater.url}/login?next=%2Faccount%2Femail`)
    })

    test('a browser that keeps no cookies is told so on the way into an app, and is led nowhere', async ({ page }) => {
      const app = await startApp(own)
      const shown = new Set<string>()
      page.on('framenavigated', (frame) => shown.add(frame.url()))
      const answer = await page.goto(app.beginUrl)
      expect(answer?.status()).toBe(200)
      await expect(page.getByRole('heading', { name: 'This site needs cookies' })).toBeVisible()
      await expect(page.getByText(`Allow cookies for ${new URL(eater.url).host}`)).toBeVisible()
      expect(await axe(page)).toEqual([])
      expect([...shown]).toEqual([page.url()])
      app.stop()
    })
  })
}
