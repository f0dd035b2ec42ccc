import { config } from '@/lib/config'
import { DEVICE_DAYS } from '@/lib/devices/known-devices'
import type { linkPages } from '@/lib/links/mailed-link'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'

const DAY = 86_400

/** Under https the prefix keeps other hosts and plain http from planting the cookie (RFC 6265bis §4.1.3). */
const secure = () => config().APP_URL.startsWith('https:')

const base = () => ({ httpOnly: true, secure: secure(), sameSite: 'lax', path: '/' }) as const

export const sessionCookie = () => ({
  name: secure() ? '__Host-session' : 'session',
  options: { ...base(), maxAge: SESSION_LIFETIME_DAYS * DAY },
})

export type LinkPage = (typeof linkPages)[keyof typeof linkPages]
const linkNames: Record<LinkPage, string> = {
  '/reset-password': 'reset',
  '/verify-email': 'verify',
  '/confirm-email': 'confirm',
  '/undo-email': 'undo',
  '/not-me': 'not-me',
  '/contest': 'contest',
}

/** Holds a mailed link's token while its page is used, out of the URL and so out of history and logs. */
export const linkCookie = (page: LinkPage) => ({
  name: `${secure() ? '__Secure-' : ''}${linkNames[page]}`,
  // Lax, not Strict: the redirect that follows a click in a webmail counts as cross-site.
  options: { ...base(), path: page, maxAge: DAY },
})

/** The page of this path, where it is one that a mailed link opens. */
export function linkPage(path: string): LinkPage | undefined {
  return Object.hasOwn(linkNames, path) ? (path as LinkPage) : undefined
}

/** Which accounts were logged in to in this browser. */
export const deviceCookie = () => ({
  name: secure() ? '__Host-device' : 'device',
  options: { ...base(), maxAge: DEVICE_DAYS * DAY },
})

/** A secret by which the browser that registered is known again when it opens the mailed link. */
export const registrationCookie = () => ({
  name: secure() ? '__Host-registration' : 'registration',
  options: { ...base(), maxAge: DAY },
})

/** The address last typed, so that it is not typed again on the next page. */
export const emailCookie = () => ({
  name: secure() ? '__Host-address' : 'address',
  options: { ...base(), maxAge: 3600 },
})

export function cookieFrom(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split('; ').find((each) => each.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
