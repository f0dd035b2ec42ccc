/** Every route, named like its folder; a test compares this list with the folders. */
export const routePatterns = [
  '/',
  '/.well-known/change-password',
  '/.well-known/jwks.json',
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/account',
  '/account/activity',
  '/account/apps',
  '/account/confirm',
  '/account/delete',
  '/account/email',
  '/account/password',
  '/account/security',
  '/account/security/authenticator-app',
  '/account/security/recovery-codes',
  '/account/sessions',
  '/api/activity',
  '/api/apps',
  '/api/apps/[id]',
  '/api/authenticator-app',
  '/api/authenticator-app/finish',
  '/api/change-email',
  '/api/change-password',
  '/api/confirm',
  '/api/confirm-email',
  '/api/contest',
  '/api/cron/dispatch',
  '/api/dev/mailbox',
  '/api/doctor',
  '/api/forgot-password',
  '/api/login',
  '/api/login/second-step',
  '/api/logout',
  '/api/me',
  '/api/me/export',
  '/api/metrics',
  '/api/not-me',
  '/api/recovery-codes',
  '/api/recovery-codes/saved',
  '/api/register',
  '/api/resend-verification',
  '/api/reset-password',
  '/api/second-factors',
  '/api/sessions',
  '/api/sessions/[id]',
  '/api/token',
  '/api/two-step',
  '/api/undo-email',
  '/api/verify-email',
  '/api/webhooks/resend',
  '/api/[...path]',
  '/apple-icon.png',
  '/brand/[file]',
  '/confirm-email',
  '/contest',
  '/dev/mailbox',
  '/dev/mailbox/[id]',
  '/docs',
  '/favicon.ico',
  '/forgot-password',
  '/healthz',
  '/icon.svg',
  '/login',
  '/login/app/[uid]',
  '/login/second-step',
  '/logout',
  '/not-me',
  '/oauth/authorize',
  '/oauth/authorize/[uid]',
  '/oauth/introspect',
  '/oauth/jwks',
  '/oauth/logout',
  '/oauth/revoke',
  '/oauth/token',
  '/oauth/userinfo',
  '/openapi.json',
  '/problems/[code]',
  '/readyz',
  '/register',
  '/reset-password',
  '/undo-email',
  '/verify-email',
] as const

/** Besides the routes, there are the files of the build and unknown URLs. */
export type RoutePattern = (typeof routePatterns)[number] | '/_next/static' | 'unknown'

const exact = new Set<string>(routePatterns.filter((pattern) => !pattern.includes('[')))
const open = routePatterns
  .filter((pattern) => pattern.includes('['))
  .map((pattern) => ({
    pattern,
    matches: new RegExp(`^${pattern.replace(/\[\.{3}\w+\]/, '.+').replace(/\[\w+\]/, '[^/]+')}$`),
  }))

/** The route of a request: always one of a fixed set of names, whatever the URL says. */
export function routePattern(url: string): RoutePattern {
  const end = url.search(/[?#]/)
  const path = end < 0 ? url : url.slice(0, end)
  if (exact.has(path)) return path as RoutePattern
  if (path.startsWith('/_next/static/')) return '/_next/static'
  return open.find(({ matches }) => matches.test(path))?.pattern ?? 'unknown'
}
