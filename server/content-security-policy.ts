import { randomBytes } from 'node:crypto'
import { config } from '@/lib/config'

export const NONCE = /'nonce-([^']+)'/

export function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/** Only the scripts that this page was made with can run; no other origin can be loaded, framed or sent to. */
export function contentSecurityPolicy(nonce: string): string {
  // Hot reload evaluates strings, adds styles and uses its own fonts; production has no hot reload.
  if (!config().production) {
    return policy(`'nonce-${nonce}' 'strict-dynamic' 'unsafe-eval'`, "'unsafe-inline'", ["font-src 'self'"])
  }
  return policy(`'nonce-${nonce}' 'strict-dynamic'`, `'nonce-${nonce}'`)
}

/**
 * The same for a page that is sent to many visitors. It is just as strict: no byte of the page comes from a visitor, no other
 * text can have these hashes, and the only files that this origin serves as scripts (nosniff) are those of the build.
 */
export function policyOfHashes(sha256: string[]): string {
  return policy(sha256.map((each) => `'sha256-${each}'`).join(' '))
}

function policy(scripts: string, styles = '', more: string[] = []): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${scripts}`,
    `style-src 'self' ${styles}`.trim(),
    "img-src 'self' data:",
    ...more,
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(config().APP_URL.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
