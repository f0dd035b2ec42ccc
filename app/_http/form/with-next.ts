/** Where people go after logging in unless they were on their way to another page. */
export const ACCOUNT = '/account'

/** A link to a page from which people go on to `next`, as `safePath` has checked it. */
export function withNext(page: string, next: string): string {
  if (next === ACCOUNT) return page
  return `${page}${page.includes('?') ? '&' : '?'}next=${encodeURIComponent(next)}`
}
