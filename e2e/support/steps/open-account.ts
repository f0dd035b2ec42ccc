import type { APIRequestContext, Page } from 'playwright/test'
import { expect } from 'playwright/test'
import { actionFields } from '../requests/action-fields'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail, tokenIn } from './link-in-email'
import { type Person, press } from './person'

/**
 * Registers through the API and sends the form of the login page like a browser without script, for journeys that start in an
 * account. If a mailbox is given, the email is verified first, because an unverified one gets no notices.
 */
export async function openAccount(page: Page, person: Person, mailbox?: Mailbox): Promise<void> {
  await registerQuickly(page.request, person)
  if (mailbox) await verifyQuickly(page.request, person, mailbox)
  const form = await page.request.get('/login')
  const action = actionFields(await form.text())
  const { email, password } = person
  const { origin } = new URL(form.url())
  const sent = { multipart: { ...action, email, password }, headers: { origin }, maxRedirects: 0 }
  expect((await page.request.post('/login', sent)).status()).toBe(303)
  await page.goto('/account')
  await expect(page).toHaveURL('/account')
}

export async function registerQuickly(request: APIRequestContext, person: Person): Promise<void> {
  expect((await request.post('/api/register', { data: person })).status()).toBe(201)
}

/** Opens the link in the welcome email and presses its button. */
export async function verifyQuickly(request: APIRequestContext, { email }: Pick<Person, 'email'>, mailbox: Mailbox) {
  const token = tokenIn(linkInEmail('/verify-email', await mailbox.waitFor(email, { subject: /welcome/i })))
  expect((await request.post('/api/verify-email', { data: { token } })).status()).toBe(200)
}

export async function logout(page: Page): Promise<void> {
  await press(page, 'logout')
  await expect(page).toHaveURL(/\/login\?notice=logged-out$/)
}

/** Logs in as an API client and returns the header for its requests. */
export async function loginAsProgram(
  request: APIRequestContext,
  { email, password }: Pick<Person, 'email' | 'password'>,
  userAgent = 'backup/1.0',
): Promise<{ authorization: string }> {
  const answer = await request.post('/api/login', { data: { email, password }, headers: { 'user-agent': userAgent } })
  expect(answer.status()).toBe(200)
  return { authorization: `Bearer ${(await answer.json()).access_token}` }
}

/** The status of a login through the API, to see whether a password still works. */
export async function tryLogin(request: APIRequestContext, { email, password }: Pick<Person, 'email' | 'password'>) {
  return (await request.post('/api/login', { data: { email, password } })).status()
}

/** The session cookie of a page's browser, which another client could replay. */
export async function sessionOf(page: Page): Promise<{ cookie: string }> {
  const session = (await page.context().cookies()).find(({ name }) => name === 'session')
  if (!session) throw new Error('This browser has no session.')
  return { cookie: `session=${session.value}` }
}

/** Whether a credential still works. */
export async function whoIs(request: APIRequestContext, headers: Record<string, string>): Promise<number> {
  return (await request.get('/api/me', { headers })).status()
}
