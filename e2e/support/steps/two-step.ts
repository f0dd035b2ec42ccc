import { type APIRequestContext, expect, type Page } from 'playwright/test'
import { appCode } from '../app-code'
import type { Mailbox } from '../servers/smtp-mailbox'
import { logout, openAccount } from './open-account'
import type { Person } from './person'

/** Seconds for which an app shows a code. */
const STEP = 30

/** The app on somebody's phone. It shows a code that has not been used yet, as a person who waits for the next one would see it. */
export function anApp(secret: string) {
  let last = 0
  return {
    secret,
    code(): string {
      const now = Math.floor(Date.now() / 1000 / STEP)
      last = Math.max(now, last + 1)
      // The site accepts the code of the next step, too, because a phone's clock may be fast.
      if (last > now + 1)
        throw new Error('No unused code is valid now: call appNotUsedLately() and take a new anApp().')
      return appCode(secret, last * STEP)
    },
    /** A code that this app will never show. */
    wrongCode(): string {
      const shown = [-2, -1, 0, 1, 2].map((steps) => appCode(secret, undefined, steps))
      return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !shown.includes(code))!
    },
  }
}
type App = ReturnType<typeof anApp>

type Factors = { app: App; codes: string[] }

/** Turns on two-step login through the API, in the session of the page's browser, whose email is verified. */
export function turnOnTwoStep(page: Page, person: Pick<Person, 'password'>): Promise<Factors> {
  const { origin } = new URL(page.url())
  return turnOnTwoStepAs(page.request, { origin }, person)
}

/** The same with the headers of a session. */
export async function turnOnTwoStepAs(
  request: APIRequestContext,
  headers: Record<string, string>,
  { password }: Pick<Person, 'password'>,
  site = '',
): Promise<Factors> {
  const post = async (path: string, data: object) => {
    const answer = await request.post(site + path, { data, headers })
    expect([path, answer.ok() ? '' : await answer.text()]).toEqual([path, ''])
    return answer.json()
  }
  const { secret } = await post('/api/authenticator-app', { current_password: password })
  const app = anApp(secret)
  const { recovery_codes: codes } = await post('/api/authenticator-app/finish', { code: app.code() })
  return { app, codes }
}

/** A person with two-step login who is logged out in this browser. */
export async function withTwoStep(page: Page, person: Person, mailbox: Mailbox): Promise<Factors> {
  await openAccount(page, person, mailbox)
  const factors = await turnOnTwoStep(page, person)
  await page.goto('/account')
  await logout(page)
  return factors
}

/** The recovery codes that the page shows. */
export async function codesOn(page: Page): Promise<string[]> {
  const codes = page.locator('.codes code')
  await expect(codes).toHaveCount(10)
  return codes.allInnerTexts()
}
