import { redirect } from 'next/navigation'
import { type PublicUser, publicUser } from '@/lib/accounts/public-user'
import { currentSession, currentUser } from '@/lib/sessions/current-user'
import type { Credential } from '@/lib/sessions/session-token'
import { sessionCookie } from './cookie-names'
import { keptCookie } from './kept-cookie'

const { read, keep, forget } = keptCookie(sessionCookie)

export async function cookieCredential(): Promise<Credential | undefined> {
  const token = await read()
  return token ? { token, kind: 'browser' } : undefined
}

/** Who is looking at this page. */
export async function loggedInUser(): Promise<PublicUser | undefined> {
  return currentUser(await cookieCredential())
}

/** `fresh`: the password was given so lately that a page need not ask for it. `unreachable`: mail to the address comes back. */
type LoggedIn = { id: string; fresh: boolean; unreachable: boolean; user: PublicUser }

/** Whose account this page shows; anybody who is not logged in does so first, and then comes back to `path`. */
export async function loggedInSession(path: `/account${string}`): Promise<LoggedIn> {
  const session = await currentSession(await cookieCredential())
  if (!session) redirect(`/login?next=${path}`)
  const { id, fresh, user } = session
  return { id, fresh, unreachable: user.emailUnreachableAt !== null, user: publicUser(user) }
}

export const setSessionCookie = keep
export const clearSessionCookie = forget
