import { cookieFrom, deviceCookie, trustedCookie } from '@/app/_http/cookies/cookie-names'
import type { Caller } from '@/lib/operation'
import { CLIENT_IP, REQUEST_ID } from './own-headers'
import { cookieCredentialFrom, credentialFrom } from './request-credential'

const LONGEST_USER_AGENT = 300

export function callerFrom(headers: Headers, door: Caller['door']): Caller {
  return {
    door,
    requestId: headers.get(REQUEST_ID) ?? 'none',
    ip: headers.get(CLIENT_IP) || undefined,
    userAgent: headers.get('user-agent')?.slice(0, LONGEST_USER_AGENT),
    credential: door === 'api' ? credentialFrom(headers) : cookieCredentialFrom(headers),
    device: cookieFrom(headers, deviceCookie().name),
    trusted: cookieFrom(headers, trustedCookie().name),
  }
}
