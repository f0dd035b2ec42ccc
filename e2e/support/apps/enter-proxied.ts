import { randomBytes } from 'node:crypto'
import { type APIRequestContext, expect, type Page } from 'playwright/test'
import { loginAsProgram } from '../steps/open-account'
import type { Person } from '../steps/person'
import { logInHere } from './go-through-login'
import { type AppName, hosts } from './proxied-apps'

/** For several redirects between servers on a busy machine, in milliseconds. */
const PATIENCE = 30_000

/** A page that nobody else opens. */
export const aPage = () => `/page-${randomBytes(5).toString('hex')}?a=1&b=2`

/** What an app has to hear of a person. */
export async function identityOf(request: APIRequestContext, person: Person): Promise<Record<string, string>> {
  const headers = await loginAsProgram(request, person)
  const { user } = await (await request.get('/api/me', { headers })).json()
  return {
    'remote-user': user.id,
    'remote-email': person.email,
    'remote-email-verified': 'true',
    'remote-name': encodeURIComponent(`${person.first_name} ${person.last_name}`),
  }
}

export const urlAt = (app: AppName, path = '/') => `https://${hosts[app]}${path}`

/** Opens a page of an app in a browser that is not logged in, and logs in. Returns the lines that the app needs to know it again. */
export async function enter(page: Page, person: Person, app: AppName = 'wiki', path = aPage()): Promise<string[]> {
  await page.goto(urlAt(app, path))
  await askedToLogIn(page)
  await logInHere(page, person)
  await admitted(page, app, path)
  return linesOf(page, app)
}

export async function askedToLogIn(page: Page): Promise<void> {
  await expect(page.getByText('Log in to continue to Wiki')).toBeVisible({ timeout: PATIENCE })
}

/** The app shows the page that was asked for, with its own URL. */
export async function admitted(page: Page, app: AppName, path: string): Promise<void> {
  await expect(page).toHaveURL(urlAt(app, path), { timeout: PATIENCE })
  await expect(page.getByText(`GET ${path}`)).toBeVisible({ timeout: PATIENCE })
}

/** From an app's link for it. */
export async function logOutAt(page: Page, app: AppName): Promise<void> {
  await page.goto(urlAt(app, '/.rekey/logout'))
  await page.getByRole('button', { name: 'Log out', exact: true }).last().click()
  await askedToLogIn(page)
}

/** The header lines by which an app knows this browser. */
async function linesOf(page: Page, app: AppName): Promise<string[]> {
  const cookies = await page.context().cookies(urlAt(app))
  const seat = cookies.find(({ name }) => name === '__Host-rekey')
  expect(seat).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
  return [`Host: ${hosts[app]}`, 'Accept: text/html', 'Connection: close', `Cookie: __Host-rekey=${seat?.value}`]
}
