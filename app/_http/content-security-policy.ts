import { randomBytes } from 'node:crypto'
import { config } from '@/lib/config'

export function newNonce(): string {
  return randomBytes(16).toString('base64')
}

/** Only what this page was made with runs; nothing from another origin is loaded, framed or sent to. */
export function contentSecurityPolicy(nonce: string): string {
  const { production, APP_URL } = config()
  // Hot reload evaluates text, adds styles and shows its own fonts; none of it exists in production.
  const [script, style] = production ? ['', `'nonce-${nonce}'`] : ["'unsafe-eval'", "'unsafe-inline'"]
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic' ${script}`.trim(),
    `style-src 'self' ${style}`,
    "img-src 'self' data:",
    ...(production ? [] : ["font-src 'self'"]),
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    ...(APP_URL.startsWith('https:') ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
