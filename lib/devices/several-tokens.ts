/** Several people may share a browser, but the cookie has to fit into a request. */
const ACCOUNTS_IN_A_BROWSER = 5

/** The signed tokens in the value of a cookie, one for each account. */
export function tokensIn(cookie = ''): string[] {
  return cookie.split('~').slice(0, ACCOUNTS_IN_A_BROWSER).filter(Boolean)
}

/** The value with these tokens, the newest first; the oldest beyond the limit are dropped. */
export function cookieOf(tokens: string[]): string {
  return tokens.slice(0, ACCOUNTS_IN_A_BROWSER).join('~')
}
