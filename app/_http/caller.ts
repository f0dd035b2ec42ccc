import type { Caller } from '@/lib/operation'
import { cookieFrom, deviceCookie } from './cookies'
import { cookieCredentialFrom, credentialFrom } from './credential'
import { CLIENT_ADDRESS, REQUEST_ID } from './own-headers'

const LONGEST_USER_AGENT = 300

export function callerFrom(headers: Headers, door: Caller['door']): Caller {
  return {
    door,
    requestId: headers.get(REQUEST_ID) ?? 'none',
    ip: headers.get(CLIENT_ADDRESS) || undefined,
    userAgent: headers.get('user-agent')?.slice(0, LONGEST_USER_AGENT),
    credential: door === 'api' ? credentialFrom(headers) : cookieCredentialFrom(headers),
    device: cookieFrom(headers, deviceCookie().name),
  }
}
