import type { PageCookie } from '@/lib/exchange'

type Options = PageCookie['options']

/** A Set-Cookie header. The name and the value are ours or checked, so neither needs quoting. */
export function setCookie(name: string, value: string, { path, maxAge, secure, httpOnly, sameSite }: Options): string {
  const expires = new Date(Date.now() + maxAge * 1000).toUTCString()
  const flags = [secure && 'Secure', httpOnly && 'HttpOnly', `SameSite=${sameSite}`].filter(Boolean)
  return [`${name}=${value}`, `Path=${path}`, `Expires=${expires}`, `Max-Age=${maxAge}`, ...flags].join('; ')
}
