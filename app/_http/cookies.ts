import { config } from '@/lib/config'
import { SESSION_LIFETIME_DAYS } from '@/lib/sessions/lifetime'

const DAY = 86_400

/** Under https the prefix keeps other hosts and plain http from planting the cookie (RFC 6265bis §4.1.3). */
const secure = () => config().APP_URL.startsWith('https:')

const base = () => ({ httpOnly: true, secure: secure(), sameSite: 'lax', path: '/' }) as const

export const sessionCookie = () => ({
  name: secure() ? '__Host-session' : 'session',
  options: { ...base(), maxAge: SESSION_LIFETIME_DAYS * DAY },
})

/** Holds a mailed link's token while its page is used, out of the URL and so out of history and logs. */
export const resetCookie = () => ({
  name: secure() ? '__Secure-reset' : 'reset',
  // Lax, not Strict: the redirect that follows a click in a webmail counts as cross-site.
  options: { ...base(), path: '/reset-password', maxAge: DAY },
})

/** The address last typed, so that it is not typed again on the next page. */
export const addressCookie = () => ({
  name: secure() ? '__Host-address' : 'address',
  options: { ...base(), maxAge: 3600 },
})
