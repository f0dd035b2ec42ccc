import type { Page } from 'playwright/test'
import { runCommand } from '../support/apps/an-app'
import { insertApp } from '../support/apps/insert-app'
import { onPostgres, thorough } from '../support/needs'
import { looks } from '../support/pages/looks'
import { isFit } from '../support/pages/page-is-fit'
import { linkIn } from '../support/servers/smtp-mailbox'
import { accountPages, pagesOfLinks } from '../support/steps/account-pages'
import { logout, openAccount } from '../support/steps/open-account'
import { passwordGivenLongAgo } from '../support/steps/passing-time'
import { addApp, idOfPasskey, PASSKEYS, turnOnWithPasskey, withPasskey } from '../support/steps/passkeys'
import { anAccount, openPerson, search } from '../support/steps/people'
import { type buttons, fill, forgotPassword, login, press } from '../support/steps/person'
import { openConsole } from '../support/steps/staff'
import { emailOnce } from '../support/steps/staff-emails'
import { turnOnTwoStep } from '../support/steps/two-step'
import { SECURITY, withSuspended } from '../support/steps/undone-factors'
import { expect, test, withoutLimits } from '../support/test'

const publicPages = [
  '/',
  '/register',
  '/register?sent',
  '/login',
  '/forgot-password',
  '/forgot-password?sent',
  '/reset-password',
  '/problems/link-used',
  '/no-such-page',
]
const notices = [
  '/login?notice=password-reset',
  '/login?notice=deletion-asked',
  '/verify-email',
  '/confirm-email',
  '/undo-email',
  '/not-me',
  '/contest',
]
const accountNotices = [
  '/account?saved',
  '/account?wait=42',
  '/account?refused=unavailable',
  '/account/password?saved',
  '/account/email?sent',
  '/account/security?off',
  '/account/sessions?others-ended',
  '/account/activity?before=00000000-0000-7000-8000-000000000000',
]

for (const { name, tag, use } of looks) {
  test.describe(name, { tag }, () => {
    test.use(use)

    test('every form with errors is accessible [K1]', {
      tag: name === 'dark, 320 px wide' ? undefined : thorough,
    }, async ({ page }) => {
      await showErrors(page, { '/register': 'register', '/login': 'login', '/forgot-password': 'forgotPassword' })
    })

    test('every page of two-step login is accessible and has its own title [K1 K7 K8 M34]', {
      tag: name === 'dark, 320 px wide' ? undefined : thorough,
    }, async ({ page, person, mailbox }) => {
      test.slow()
      await openAccount(page, person, mailbox)
      const titles = [await titleOnceFit(page, '/account/security/authenticator-app')]
      await press(page, 'setUpApp')
      await expect(page.locator('svg.qr')).toBeVisible()
      await press(page, 'turnOnTwoStep')
      await expect(page).toHaveTitle(/^Error: /)
      await isFit(page, 'the setup with errors')
      const { app } = await turnOnTwoStep(page, person)
      titles.push(await titleOnceFit(page, '/account/security'))
      titles.push(await titleOnceFit(page, '/account/security/recovery-codes'))
      await press(page, 'makeCodes')
      await expect(page.locator('.codes li')).toHaveCount(10)
      await isFit(page, 'the new recovery codes')
      titles.push(await page.title())
      await showErrors(page, { '/account/confirm': 'confirmOwner', '/account/delete': 'deleteAccount' })
      await page.goto('/account')
      await logout(page)
      await login(page, person)
      for (const path of ['/login/second-step', '/login/second-step?with=recovery-code']) {
        titles.push(await titleOnceFit(page, path))
        await page.getByText('I can’t use any of these').click()
        await showErrors(page, { [path]: 'login' })
      }
      expect(new Set(titles).size, titles.join('\n')).toBe(titles.length)
      await page.goto('/login/second-step')
      await fill(page, { code: app.code() })
      await press(page, 'login')
      await expect(page).toHaveURL('/account')
    })

    test('every page of passkeys is accessible and has its own title [K1 K7 K8 M34]', {
      tag: name === 'dark, 320 px wide' ? undefined : thorough,
    }, async ({ page, person, mailbox, browser, baseURL }) => {
      test.slow()
      // Passkeys are made with script, also where the pages are then looked at without it.
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const made = await context.newPage()
      await withPasskey(made, person, mailbox)
      const id = await idOfPasskey(made)
      await page.context().addCookies(await context.cookies())
      const titles: string[] = []
      for (const path of ['/account/security', PASSKEYS, `${PASSKEYS}/${id}`, `${PASSKEYS}/${id}/remove`])
        titles.push(await titleOnceFit(page, path))
      titles.push(await titleOnceFit(page, '/account/security/two-step'))
      await visit(page, `${PASSKEYS}?added`)
      await turnOnWithPasskey(made)
      await page.context().clearCookies()
      await page.context().addCookies(await context.cookies())
      titles.push(await titleOnceFit(page, '/account/security/two-step'))
      for (const path of ['/account/security', `${PASSKEYS}/${id}/remove`, '/account/confirm']) await visit(page, path)
      await addApp(made)
      await page.context().addCookies(await context.cookies())
      titles.push(await titleOnceFit(page, '/account/security/authenticator-app/remove'))
      await visit(page, '/account/security')
      expect(new Set(titles).size, titles.join('\n')).toBe(titles.length)
      await page.context().clearCookies()
      await login(page, person)
      await visit(page, '/login/second-step')
      await context.close()
    })

    test('every page about suspended second factors is accessible and has its own title [K1 K7 K8 M34]', {
      tag: name === 'dark, 320 px wide' ? onPostgres : onPostgres,
    }, async ({ page, person, mailbox, site, browser, baseURL }) => {
      test.slow()
      const context = await browser.newContext({ baseURL, javaScriptEnabled: true })
      const { paths } = await withSuspended({ page, person, mailbox, site }, await context.newPage())
      expect(paths).toHaveLength(3)
      const both = paths.flatMap((path) => [`${path}/keep`, `${path}/remove`])
      await haveTitlesOfTheirOwn(page, [SECURITY, '/account', ...both])
      await passwordGivenLongAgo(site, person)
      const [app, codes, passkey] = paths
      await showErrors(page, {
        [`${app}/keep`]: 'keepApp',
        [`${codes}/keep`]: 'keepCodes',
        [`${passkey}/keep`]: 'keepPasskey',
        [`${app}/remove`]: 'removeSuspendedApp',
        [`${codes}/remove`]: 'removeSuspendedCodes',
        [`${passkey}/remove`]: 'removeSuspendedPasskey',
      })
      await context.close()
    })

    // Forced colors and missing script change the same things on every page.
    if (name !== 'light' && name !== 'dark, 320 px wide') return
    test('every page is accessible and has its own title [K1 K7 K8]', async ({ page }) => {
      await haveTitlesOfTheirOwn(page, publicPages)
    })

    test('every notice is accessible', async ({ page, person }) => {
      test.slow()
      for (const path of notices) await visit(page, path)
      await openAccount(page, person)
      for (const path of accountNotices) await visit(page, path)
    })

    test('the pages of an account are accessible', async ({ page, person, mailbox }) => {
      test.slow()
      await openAccount(page, person)
      await haveTitlesOfTheirOwn(page, [...accountPages, '/account/confirm'])
      await showErrors(page, {
        '/account/password': 'changePassword',
        '/account/email': 'changeEmail',
        '/account/delete': 'deleteAccount',
      })
      await forgotPassword(page, person)
      await visit(page, linkIn(await mailbox.waitFor(person.email, { subject: /reset/i })))
    })

    test.describe('on a site with staff', () => {
      test.use({ environment: withoutLimits })

      test('the pages of the console about the site are accessible [K1 K7 K8 N30]', async ({
        page,
        person,
        mailbox,
        site,
      }) => {
        test.slow()
        await openConsole(page, person, { mailbox, site, role: 'admin' })
        const { id } = await emailOnce(site, person.email, ({ state }) => state === 'sent')
        const pages = ['acts', 'emails', `emails/${id}`, 'figures', 'health', 'settings', 'team']
        await haveTitlesOfTheirOwn(page, ['/staff', ...pages.map((each) => `/staff/${each}`)])
      })
    })

    test.describe('on a site with people', () => {
      test.use({ environment: withoutLimits })

      test('the pages of the console about people are accessible [K1 K7 K8 N30]', async ({
        page,
        person,
        mailbox,
        site,
        request,
      }) => {
        test.slow()
        await openConsole(page, person, { mailbox, site, role: 'admin' })
        const [ann, gone] = [await anAccount(site, request, longNames), await anAccount(site, request)]
        await runCommand(site, ['users', 'delete', gone.id, '--yes', '--reason', 'ticket 4711'])
        const pages = ['', `/${ann.id}`, `/${gone.id}`, '/nobody', '/create']
        await haveTitlesOfTheirOwn(page, ['/staff', ...pages.map((each) => `/staff/people${each}`)])
        for (const path of ['?state=disabled', '?s=x', `/${ann.id}?refused=forbidden`])
          await visit(page, `/staff/people${path}`)
        await page.goto('/staff/people/create')
        await page.getByRole('button', { name: 'Create account' }).click()
        await expect(page.locator('.summary')).toContainText('Please check what you entered.')
        await isFit(page, 'a refused account')
        await openPerson(page, ann)
        await page.locator('summary').first().click()
        await isFit(page, 'a grave act')
        await page.goto('/staff/people')
        await search(page, 'nobody.here@example.com')
        await expect(page.getByText('No account has this email')).toBeVisible()
        await isFit(page, 'an email without an account')
      })
    })

    test.describe('on a site with apps', () => {
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
  })
}

/** As long as `clients add` allows, and without a place to break the line. */
const LONGEST_NAME = 'Intranet-of-the-Department-of-Unreasonably-Long-Names-of-Apps'.slice(0, 60)
const longNames = { first_name: 'Wolfeschlegelsteinhausen', last_name: 'Bergerdorffwelchevoralternwaren' }
const noSuchLogin = '/login/app/V1StGXR8_Z5jdHi6B-myT'

async function visit(page: Page, path: string) {
  await page.goto(path)
  await isFit(page, path)
}

async function titleOnceFit(page: Page, path: string): Promise<string> {
  await visit(page, path)
  return page.title()
}

async function haveTitlesOfTheirOwn(page: Page, paths: readonly string[]) {
  const titles: string[] = []
  for (const path of paths) titles.push(await titleOnceFit(page, path))
  expect(new Set(titles).size, titles.join('\n')).toBe(paths.length)
}

/** Sends each form empty. */
async function showErrors(page: Page, forms: Record<string, keyof typeof buttons>) {
  for (const [path, button] of Object.entries(forms)) {
    await page.goto(path)
    await press(page, button)
    await expect(page.locator('.summary')).toBeFocused()
    await expect(page).toHaveTitle(/^Error: /)
    await isFit(page, `${path} with errors`)
  }
}

test('a page requests nothing from other origins and never violates its policy [H1 D9r]', async ({
  page,
  person,
  site,
}) => {
  const faults: string[] = []
  const origins = new Set<string>()
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => origins.add(new URL(request.url()).origin))
  const look = (path: string) => page.goto(path, { waitUntil: 'networkidle' })
  for (const path of ['/', '/docs', '/register', '/login', '/forgot-password', ...pagesOfLinks]) await look(path)
  await openAccount(page, person)
  for (const path of accountPages) await look(path)
  expect(faults).toEqual([])
  expect([...origins]).toEqual([site.url])
})

test('with reduced motion nothing moves [K12]', async ({ page }) => {
  const motion = () => page.locator('button.main').evaluate((button) => getComputedStyle(button).transitionDuration)
  await page.goto('/login')
  expect(await motion()).not.toMatch(/^0s/)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await motion()).toMatch(/^0s(, 0s)*$/)
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('every page begins the same way, with the link to the home page in one place [K12]', async ({ page }) => {
  const places: unknown[] = []
  for (const path of publicPages) {
    await page.goto(path)
    const home = page.getByRole('banner').getByRole('link')
    expect(await home.count(), path).toBe(1)
    places.push([await home.getAttribute('href'), await home.boundingBox()])
  }
  expect(places).toEqual(places.map(() => places[0]))
})

test('in the account the first press of the Tab key offers to skip the navigation', async ({ page, person }) => {
  await openAccount(page, person)
  await page.goto('/account/sessions')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.locator('#content')).toBeFocused()
})
