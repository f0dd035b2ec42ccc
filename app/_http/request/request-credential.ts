import { cookieFrom, sessionCookie } from '@/app/_http/cookies/cookie-names'
import type { Credential } from '@/lib/sessions/session-token'

/** Whether a bearer token was sent, valid or not. */
export function sendsBearer(headers: Headers): boolean {
  return /^Bearer +\S/i.test(headers.get('authorization') ?? '')
}

/** The session token of a JSON request. If it has both a header and a cookie, only the header counts. */
export function credentialFrom(headers: Headers): Credential | undefined {
  const bearer = /^Bearer +([\w-]+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return bearer ? { token: bearer, kind: 'api' } : cookieCredentialFrom(headers)
}

export function cookieCredentialFrom(headers: Headers): Credential | undefined {
  const token = cookieFrom(headers, sessionCookie().name)
  return token === undefined ? undefined : { token, kind: 'browser' }
}
