import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { sendRequest } from '@/e2e/support/requests/send-request'
import { brandFolder } from '@/e2e/support/servers/brand-folder'
import { serve } from '@/test/serve-steps'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { refusalOf } from './refusal'
import { identify } from './steps/identify'
import { untilStarted } from './steps/until-started'

const person = { accept: 'text/html,*/*' }
const to = (url: string, headers: IncomingMessage['headers'] = person, method = 'POST') =>
  ({ url, headers, method }) as IncomingMessage

test('a person gets a page that says why nothing was done and leads back', async () => {
  await withSettings({ APP_NAME: 'A & <B>' }, async () => {
    const { headers, body } = refusalOf(to('/login?next=/account'), 'page-outdated')
    expect(body).toContain('<title>This page is out of date – A &amp; &lt;B></title>')
    expect(body).toContain('<p>Please reload it. Nothing was changed.</p>')
    expect(body).toContain('<a class="button" href="/login">')
    // The policy is that of its style, and of nothing else.
    expect(headers['Content-Security-Policy']).toMatch(/^default-src 'none';.*; style-src 'sha256-[\w+/=]{44}'$/)
  })
  // The action may have run before it failed.
  expect(refusalOf(to('/login'), 'unexpected').body).not.toContain('Nothing was changed')
  expect(refusalOf(to('/login', person, 'GET'), 'unavailable').body).not.toContain('Nothing was changed')
})

test('the way back stays on this site and keeps only the path of the URL', () => {
  const back = (url: string) => /class="button" href="(.*?)"/.exec(refusalOf(to(url), 'secret-in-url').body)?.[1]
  expect(back('/login?password=x#y')).toBe('/login')
  for (const url of ['//evil.test', '/\\evil.test', '\\/evil.test', 'https://evil.test', ''])
    expect([url, back(url)]).toEqual([url, url.startsWith('/') ? '/evil.test' : '/'])
  expect(back('/"><b>')).toBe('/&quot;>&lt;b>')
})

test('a form sent by script gets the code and the text, and an API client gets a problem', () => {
  const ofScript = refusalOf(to('/login', { 'next-action': 'x' }), 'cross-site')
  expect(ofScript.headers['Content-Type']).toBe('text/plain')
  expect(ofScript.body).toMatch(
    /^cross-site: This page was opened at another address\. Open http:\/\/localhost:3000 and try again\.$/,
  )
  expect(JSON.parse(refusalOf(to('/login', {}), 'cross-site').body)).toMatchObject({
    code: 'cross-site',
    title: 'This page was opened at another address.',
  })
})

test('a page made without Next has the operator’s color and links, and its policy allows exactly its style', async () => {
  await withSettings({ BRAND_DIR: brandFolder() }, async () => {
    const { headers, body } = refusalOf(to('/login'), 'unavailable')
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(body) ?? []
    expect(style).toContain('--main:light-dark(#7b2fbe,#c9a2f2)')
    const hash = createHash('sha256').update(style).digest('base64')
    expect(headers['Content-Security-Policy']).toMatch(
      new RegExp(`; style-src 'sha256-${hash.replaceAll('+', '\\+')}'$`),
    )
    expect(body).toContain('<footer><a href="mailto:help@acme.example">Support</a>')
    expect(body).toContain('<a href="https://acme.example/terms?a=1&amp;b=2">Terms</a>')
  })
  expect(refusalOf(to('/login'), 'unavailable').body).not.toContain('<footer')
})

test('at the host of an app, a refusal leads to the page that was opened there, and binds no names below that host', async () => {
  const site = await serve([identify, untilStarted().step], () => {})
  const headers = { accept: 'text/html', 'x-forwarded-host': 'wiki.example.com', 'x-forwarded-uri': '/page?secret' }
  await withSettings({ APP_URL: 'https://accounts.example.com' }, async () => {
    const ways = []
    for (const path of ['/forward-auth', '/.rekey/callback?code=x', '/.rekey/login?to=/page']) {
      const { status, headers: answered, body } = await sendRequest(site.url + path, { headers })
      expect([status, answered['strict-transport-security']]).toEqual([503, undefined])
      expect(body).toContain('<header><a href="https://accounts.example.com">')
      ways.push(...[...body.matchAll(/<a class="button" href="(.*?)"/g)].map(([, href]) => href))
    }
    expect(ways).toEqual(['/page', '/', '/'])
  })
  site.stop()
})
