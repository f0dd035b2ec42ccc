import { config } from '@/lib/config'
import { DEVICE_DAYS } from '@/lib/devices/known-devices'
import type { linkPages } from '@/lib/links/mailed-link'
import { PENDING_LOGIN_MINUTES, SESSION_LIFETIME_DAYS } from '@/lib/sessions/session-lifetime'

const DAY = 86_400

/** With https, the prefix keeps other hosts and plain http from setting the cookie (RFC 6265bis §4.1.3). */
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

/** Holds the token of an emailed link while its page is open, to keep it out of the URL and so out of history and logs. */
export const linkCookie = (page: LinkPage) => ({
  name: `${secure() ? '__Secure-' : ''}${linkNames[page]}`,
  // Lax, not Strict, because the redirect after a click in webmail counts as cross-site.
  options: { ...base(), path: page, maxAge: DAY },
})

/** The page at this path, if emailed links open it. */
export function linkPage(path: string): LinkPage | undefined {
  return Object.hasOwn(linkNames, path) ? (path as LinkPage) : undefined
}

/** Remembers which accounts have logged in in this browser. */
export const deviceCookie = () => ({
  name: secure() ? '__Host-device' : 'device',
  options: { ...base(), maxAge: DEVICE_DAYS * DAY },
})

/** Remembers which accounts trust this browser, so that a login needs only the password here. */
export const trustedCookie = () => ({
  name: secure() ? '__Host-trusted' : 'trusted',
  options: { ...base(), maxAge: config().REMEMBER_BROWSER_DAYS * DAY },
})

/** A secret by which we recognize the browser that registered when it opens the emailed link. */
export const registrationCookie = () => ({
  name: secure() ? '__Host-registration' : 'registration',
  options: { ...base(), maxAge: DAY },
})

/** The email typed last, so that nobody has to type it again on the next page. */
export const emailCookie = () => ({
  name: secure() ? '__Host-address' : 'address',
  options: { ...base(), maxAge: 3600 },
})

/** Holds the token of a login whose password was right and whose second step is still missing. It opens nothing by itself. */
export const loginCookie = () => ({
  name: secure() ? '__Host-login' : 'login',
  // Lax, because a person may come back to the page from an app on the same phone.
  options: { ...base(), maxAge: PENDING_LOGIN_MINUTES * 60 },
})

/** The login of an app that was left to register, to reset the password or to set up two-step login; it lasts as long as that login. */
export const onwardCookie = () => ({
  name: secure() ? '__Host-onward' : 'onward',
  options: { ...base(), maxAge: 3600 },
})

export function cookieFrom(headers: Headers, name: string): string | undefined {
  const pair = (headers.get('cookie') ?? '').split('; ').find((each) => each.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}
