import { config } from '@/lib/config'

/** Where to go after logging in: a path of this site, or /account for everything else that `next` may hold. */
export function safePath(next: unknown): string {
  const fallback = '/account'
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || /\\|%5c|%2f%2f|%0|%1/i.test(next))
    return fallback
  const url = URL.canParse(next, config().APP_URL) ? new URL(next, config().APP_URL) : undefined
  // The parsed origin decides, since browsers read more into a path than any pattern does.
  if (url?.origin !== config().APP_URL || url.pathname.startsWith('//')) return fallback
  return url.pathname + url.search + url.hash
}
