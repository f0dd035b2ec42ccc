import type { APIRequestContext, Page } from 'playwright/test'
import type { Mail, Mailbox } from '../support/servers/smtp-mailbox'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { loginAsProgram, registerQuickly, tryLogin } from '../support/steps/open-account'
import { aPassword, aPerson, fill, type Person, press } from '../support/steps/person'
import { axe, expect, test } from '../support/test'

const TIMES = 10
const scanners = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 SafeLinks',
  'Barracuda Sentinel (EE)',
  'Mozilla/5.0 (compatible; Proofpoint URL Defense)',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'WhatsApp/2.23.20.0',
]

type Journey = { person: Person; to: string; request: APIRequestContext; mailbox: Mailbox }
type LinkPage = {
  path: `/${string}`
  /** Makes the site send the email with the link. */
  mail: (journey: Journey) => Promise<Mail>
  use: (page: Page) => Promise<void>
  /** The URL of the page that reports success. */
  done: RegExp
  /** The heading after a second use. */
  again?: string
}

const pages: LinkPage[] = [
  {
    path: '/verify-email',
    mail: ({ person, mailbox }) => mailbox.waitFor(person.email, { subject: /welcome/i }),
    use: (page) => press(page, 'verifyEmail'),
    done: /\/login\?notice=email-verified$/,
    again: 'Your email is already verified',
  },
  { path: '/reset-password', mail: askReset, use: saveNewPassword, done: /\/login\?notice=password-reset$/ },
  {
    path: '/confirm-email',
    mail: askChange,
    use: (page) => press(page, 'confirmEmail'),
    done: /\/login\?notice=email-changed$/,
  },
  {
    path: '/undo-email',
    mail: change,
    use: (page) => press(page, 'undoEmail'),
    done: /\/login\?notice=email-restored$/,
  },
  {
    path: '/contest',
    mail: loss,
    use: (page) => press(page, 'contest'),
    done: /\/contest\?done$/,
    again: 'The account is closed',
  },
  { path: '/not-me', mail: change, use: (page) => press(page, 'notMe'), done: /\/not-me\?done$/ },
]

async function askReset({ person, request, mailbox }: Journey): Promise<Mail> {
  await request.post('/api/forgot-password', { data: { email: person.email } })
  return mailbox.waitFor(person.email, { subject: /reset/i })
}

async function saveNewPassword(page: Page): Promise<void> {
  await fill(page, { new_password: aPassword() })
  await press(page, 'resetPassword')
}

async function askChange({ person, to, request, mailbox }: Journey): Promise<Mail> {
  const headers = await loginAsProgram(request, person)
  const data = { new_email: to, current_password: person.password }
  expect((await request.post('/api/change-email', { headers, data })).status()).toBe(202)
  return mailbox.waitFor(to, { subject: /verify your new/i })
}

async function change(journey: Journey): Promise<Mail> {
  const token = tokenIn(linkInEmail('/confirm-email', await askChange(journey)))
  expect((await journey.request.post('/api/confirm-email', { data: { token } })).status()).toBe(200)
  return journey.mailbox.waitFor(journey.person.email, { subject: /email was changed/i })
}

async function loss(journey: Journey): Promise<Mail> {
  const token = tokenIn(linkInEmail('/undo-email', await change(journey)))
  expect((await journey.request.post('/api/undo-email', { data: { token } })).status()).toBe(200)
  return journey.mailbox.waitFor(journey.to, { subject: /went back to an earlier email/i })
}

/** The account as its owner sees it, with either of the two emails. */
async function accountOf({ person, to, request }: Journey) {
  const email = (await tryLogin(request, person)) === 200 ? person.email : to
  const headers = await loginAsProgram(request, { ...person, email })
  return (await request.get('/api/me', { headers })).json()
}

for (const script of [true, false]) {
  test.describe(script ? 'emailed links' : 'emailed links without script', () => {
    test.use({ script })

    // All pages are built alike, so without script one of them is enough.
    for (const { path, mail, use, done, again = 'This link has already been used' } of pages.slice(
      0,
      script ? undefined : 1,
    )) {
      test(`${path}: scanners open the link ${TIMES} times with GET and HEAD, then the button works once [D5r A15]`, async ({
        page,
        context,
        person,
        mailbox,
        request,
      }) => {
        await registerQuickly(request, person)
        const journey = { person, to: aPerson().email, request, mailbox }
        const link = linkInEmail(path, await mail(journey))
        const before = await accountOf(journey)
        for (let i = 0; i < TIMES; i++) {
          const headers = { 'user-agent': scanners[i % scanners.length]! }
          expect((await request.get(link, { headers })).status()).toBe(200)
          expect((await request.head(link, { headers })).status()).toBe(200)
        }
        // Some scanners run the scripts of the page.
        const scanner = await context.newPage()
        await scanner.goto(link, { waitUntil: 'networkidle' })
        await scanner.close()
        expect(await accountOf(journey)).toEqual(before)

        await page.goto(link)
        await expect(page).toHaveURL(path)
        expect(await page.content()).not.toContain(tokenIn(link))
        expect(await axe(page)).toEqual([])
        const other = await context.newPage()
        await other.goto(link)
        await use(page)
        await expect(page).toHaveURL(done)
        expect(await axe(page)).toEqual([])

        // The other tab still shows the button.
        await use(other)
        await expect(other.getByRole('heading', { level: 1 })).toHaveText(again)
      })

      // The server refuses these tokens with the same code on every page, with or without script.
      if (!script || !['/reset-password', '/confirm-email'].includes(path)) continue
      test(`${path}: a damaged token and one for another page are refused, and the page has no button for it [D8r E2]`, async ({
        page,
        person,
        mailbox,
        request,
      }) => {
        await registerQuickly(request, person)
        const link = linkInEmail(path, await mail({ person, to: aPerson().email, request, mailbox }))
        const token = tokenIn(link)
        const damaged = [token.slice(0, -9), `x${token}`, 'x'.repeat(3_000)].map((each) => `${path}?token=${each}`)
        const misused = pages.filter((each) => each.path !== path).map((each) => `${each.path}?token=${token}`)
        for (const address of [...damaged, ...misused]) {
          await page.goto(address)
          await expect(page.getByRole('heading', { name: 'This link isn’t valid' })).toBeVisible()
          await expect(page.locator('input[name=link]')).toHaveCount(0)
        }
        await page.goto(link)
        await use(page)
        await expect(page).toHaveURL(done)
      })
    }
  })
}
