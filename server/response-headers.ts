/** What every response carries, files and refusals included; pages get a policy of their own in steps/open-page.ts. */
export const responseHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: with it a form sent without script carries `Origin: null`.
  'Referrer-Policy': 'strict-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
}

export const strictestPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
