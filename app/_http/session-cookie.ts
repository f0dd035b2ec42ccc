import { cookies } from 'next/headers'
import type { PublicUser } from '@/lib/accounts/public-user'
import { type Credential, currentUser } from '@/lib/sessions/current-user'
import { sessionCookie } from './cookies'

export async function cookieCredential(): Promise<Credential | undefined> {
  const token = (await cookies()).get(sessionCookie().name)?.value
  return token ? { token, kind: 'browser' } : undefined
}

/** Who is looking at this page. */
export async function signedInUser(): Promise<PublicUser | undefined> {
  return currentUser(await cookieCredential())
}

export async function setSessionCookie(token: string): Promise<void> {
  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, token, options)
}

export async function clearSessionCookie(): Promise<void> {
  const { name, options } = sessionCookie()
  ;(await cookies()).set(name, '', { ...options, maxAge: 0 })
}
