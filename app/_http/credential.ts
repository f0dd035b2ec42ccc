import type { Credential } from '@/lib/sessions/current-user'
import { sessionCookie } from './cookies'

/** The session token of a JSON request; where both stand, the header counts and the cookie is not looked at. */
export function credentialFrom(headers: Headers): Credential | undefined {
  const bearer = /^Bearer +([\w-]+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  if (bearer) return { token: bearer, kind: 'api' }
  const prefix = `${sessionCookie().name}=`
  const cookie = (headers.get('cookie') ?? '').split('; ').find((pair) => pair.startsWith(prefix))
  return cookie ? { token: cookie.slice(prefix.length), kind: 'browser' } : undefined
}
