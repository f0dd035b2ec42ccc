import { createHash } from 'node:crypto'
import { pages } from '../support/requests/routes-and-actions'
import { https } from '../support/servers/https-environment'
import { startSite } from '../support/servers/site'
import { expect, test } from '../support/test'

/** The rules of Mozilla’s HTTP Observatory: those that cost points below 100, and those that earn more. */
const grades: Record<string, (headers: Record<string, string>) => boolean> = {
  'a policy without unsafe-inline, unsafe-eval, data: or another host in script-src': (headers) => {
    const scripts = directive(headers, 'script-src')
    return scripts.length > 0 && !scripts.some((source) => /unsafe|data:|https?:|\*/.test(source))
  },
  'default-src is none': (headers) => directive(headers, 'default-src').join() === "'none'",
  'nothing unsafe in style-src': (headers) =>
    !directive(headers, 'style-src').some((source) => /unsafe|data:|https?:/.test(source)),
  'no base, no frame around it, forms to itself alone': (headers) =>
    ['base-uri', 'frame-ancestors'].every((name) => directive(headers, name).join() === "'none'") &&
    directive(headers, 'form-action').join() === "'self'",
  'no mixed content': (headers) => headers['content-security-policy']!.includes('upgrade-insecure-requests'),
  'HSTS for half a year or more, subdomains too': (headers) => {
    const said = headers['strict-transport-security'] ?? ''
    return Number(/max-age=(\d+)/.exec(said)?.[1]) >= 15_768_000 && said.includes('includeSubDomains')
  },
  nosniff: (headers) => headers['x-content-type-options'] === 'nosniff',
  'a referrer policy that keeps paths private': (headers) => headers['referrer-policy'] === 'strict-origin',
  'resources for this origin alone': (headers) => headers['cross-origin-resource-policy'] === 'same-origin',
  'no other origin may read it': (headers) => headers['access-control-allow-origin'] === undefined,
  'every cookie Secure, HttpOnly and SameSite': (headers) =>
    (headers['set-cookie'] ?? '')
      .split('\n')
      .every((each) => !each || /Secure.*HttpOnly.*SameSite=(Lax|Strict)/i.test(each)),
}

test('with https every page is graded A+ by the rules of the Observatory [H1 H2]', async ({ request }) => {
  const site = await startSite({ environment: https })
  for (const path of [
    ...pages.filter((each) => !each.startsWith('/account')),
    '/nothing',
    '/reset-password?token=abc',
  ]) {
    const answer = await request.get(site.url + path, { maxRedirects: 0 })
    const headers = answer.headers()
    // A redirect shows nothing, so its policy forbids everything.
    const rules = Object.entries(grades).filter(
      ([name]) => answer.status() < 300 || answer.status() > 399 || !/polic|src|base|mixed/.test(name),
    )
    for (const [name, holds] of rules) expect([path, name, holds(headers)]).toEqual([path, name, true])
    const html = await answer.text()
    for (const [tag] of html.matchAll(/<(?:script|link)[^>]*>/g))
      expect([path, tag, /(?:src|href)="(?!\/)/.test(tag)]).toEqual([path, tag, false])
    const sources = directive(headers, 'script-src')
    for (const [, tag, text] of html.matchAll(/<script([^>]*)>(.*?)<\/script>/gs))
      expect([path, tag, mayRun(sources, tag!, text!)]).toEqual([path, tag, true])
  }
  await site.stop()
})

/** Whether the policy allows a script: by its nonce or, on a cached page, by the hash of its text or the origin of its file. */
function mayRun(sources: string[], tag: string, text: string): boolean {
  const nonce = /nonce="([^"]+)"/.exec(tag)?.[1]
  if (nonce) return sources.includes(`'nonce-${nonce}'`)
  if (tag.includes(' src="/_next/static/')) return sources.includes("'self'") && !sources.includes("'strict-dynamic'")
  return sources.includes(`'sha256-${createHash('sha256').update(text).digest('base64')}'`)
}

function directive(headers: Record<string, string>, name: string): string[] {
  const policy = headers['content-security-policy'] ?? ''
  return (
    policy
      .split('; ')
      .find((each) => each.startsWith(`${name} `))
      ?.split(' ')
      .slice(1) ?? []
  )
}
