import { eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { authenticatorApps } from '@/db/factors/tables'
import { emails, registrations } from '@/db/schema'
import type { Caller } from '@/lib/operation'
import { login } from '@/lib/sessions/login/login'
import { secondStep } from '@/lib/two-step/second-step'
import { changeAccount } from '@/test/accounts/account-now'
import { aCaller } from '@/test/accounts/callers'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { loginTokenOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { aResetLink } from '@/test/links/a-reset-link'
import { changeLink } from '@/test/links/link-row'

/** `user`: how the operator names somebody who cannot log in. `mend`: what the command needs besides that. */
export type Prepared = { user: string; mend?: object }

export const named = ({ id }: { id: string }): Prepared => ({ user: id })
export const verified = () => someone({ verified: true })
export const past = sql`now() - interval '1 hour'`
export const later = sql`now() + interval '1 hour'`

export async function after<U extends { id: string }>(make: () => Promise<U>, happened: (user: U) => Promise<void>) {
  const user = await make()
  await happened(user)
  return named(user)
}

export const changed = (changes: Parameters<typeof changeAccount>[1]) =>
  after(verified, (user) => changeAccount(user, changes))

export const withResetLink = (changes: Parameters<typeof changeLink>[2]) =>
  after(verified, async (user) => {
    const { id } = await aResetLink(user)
    if (Object.keys(changes).length > 0) await changeLink('password-reset', id, changes)
  })

export function withEmail(changes: object) {
  return after(verified, async ({ id: userId, email: recipient }) => {
    await query((db) => db.insert(emails).values({ kind: 'reset-password', userId, recipient, ...changes }))
  })
}

export async function withUnsent({ id: userId, email: recipient }: User, reset_id: string): Promise<void> {
  const unsent = {
    kind: 'reset-password',
    userId,
    recipient,
    data: { reset_id },
    attempts: 1,
    lastError: 'not now',
  } as const
  await query((db) => db.insert(emails).values(unsent))
}

export async function withApp(changes: { failures?: number; sealed?: string }): Promise<Prepared> {
  const { user } = await someoneWithTwoStep()
  await query((db) => db.update(authenticatorApps).set(changes).where(eq(authenticatorApps.userId, user.id)))
  return named(user)
}

export async function aRegistration(changes: { expiresAt?: typeof past }): Promise<Prepared> {
  const { id, email } = await aPendingRegistration()
  if (changes.expiresAt) await query((db) => db.update(registrations).set(changes).where(eq(registrations.id, id)))
  return { user: email }
}

export async function withoutEmails<U extends { id: string }>(user: U): Promise<U> {
  await query((db) => db.delete(emails).where(eq(emails.userId, user.id)))
  return user
}

export async function failToLogIn(email: string, caller: Caller): Promise<void> {
  for (let time = 0; time < 10; time++) await login({ email, password: 'a wrong one' }, caller)
}

export async function failWithCodes(deviceOf: (userId: string) => Promise<string> | undefined): Promise<Prepared> {
  const { user, secret } = await someoneWithTwoStep()
  const caller = { ...aCallerFromElsewhere('browser'), device: await deviceOf(user.id) }
  for (let time = 0; time < 10; time++)
    await secondStep({ login_token: await loginTokenOf(user, caller), code: wrongCodeOf({ secret }) }, caller)
  return named(user)
}

let callers = 0
/** From an IP address of its own, so that no test uses up the attempts of another. */
export const aCallerFromElsewhere = (door: Caller['door'] = 'api'): Caller => ({
  ...aCaller(door),
  ip: `198.19.77.${++callers}`,
})
