import { config } from '@/lib/config'
import { parsedUrl } from '@/lib/rules/urls/parsed-url'
import { ACCOUNT } from './with-next'

/** Where to go after logging in: a path of this site, or `otherwise` for anything else in `next`. */
export function safePath(next: unknown, otherwise: string = ACCOUNT): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || /\\|%5c|%2f%2f|%0|%1/i.test(next))
    return otherwise
  const url = parsedUrl(next, config().APP_URL)
  // The parsed origin decides, because browsers accept spellings of a URL that no pattern covers.
  if (url?.origin !== config().APP_URL || url.pathname.startsWith('//')) return otherwise
  return url.pathname + url.search + url.hash
}
