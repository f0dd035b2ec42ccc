import { type APIRequestContext, expect } from 'playwright/test'
import type { Mailbox } from '../servers/smtp-mailbox'
import { linkInEmail, tokenIn } from './link-in-email'
import { changed, toConfirm } from './move-account'
import { loginAsProgram, registerQuickly } from './open-account'
import type { Person } from './person'

/**
 * Somebody registers an account and changes its email to a victim's. The victim verifies the email, resets the password and
 * enters a name and phone number, all through the API. Returns the email that lets the first person take the account back, and
 * the victim's session.
 */
export async function movedToVictim(request: APIRequestContext, mailbox: Mailbox, first: Person, victim: Person) {
  const post = async (path: string, data: object, headers = {}) =>
    expect((await request.post(path, { data, headers })).ok(), path).toBe(true)
  await registerQuickly(request, first)
  const headers = await loginAsProgram(request, first)
  await post('/api/change-email', { new_email: victim.email, current_password: first.password }, headers)
  const confirm = linkInEmail('/confirm-email', await mailbox.waitFor(victim.email, toConfirm))
  await post('/api/confirm-email', { token: tokenIn(confirm) })
  await post('/api/forgot-password', { email: victim.email })
  const reset = linkInEmail('/reset-password', await mailbox.waitFor(victim.email, { subject: /reset/i }))
  await post('/api/reset-password', { token: tokenIn(reset), new_password: victim.password })
  const session = await loginAsProgram(request, victim)
  const { first_name, last_name, phone_number } = victim
  const data = { first_name, last_name, phone_number }
  expect((await request.patch('/api/me', { data, headers: session })).status()).toBe(200)
  return { notice: await mailbox.waitFor(first.email, changed), session }
}
