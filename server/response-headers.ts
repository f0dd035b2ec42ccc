/** The headers of every response, including files and refusals; pages get their own policy in steps/pages/open-page.ts. */
export const responseHeaders = {
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: with it, browsers send `Origin: null` with a form that is sent without script.
  'Referrer-Policy': 'strict-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
}

export const strictestPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
