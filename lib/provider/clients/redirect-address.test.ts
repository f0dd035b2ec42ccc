import { createHash } from 'node:crypto'
import { someone } from '@/test/accounts/someone'
import { aBrowser } from '@/test/provider/browser'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { anApp, CALLBACK, urlOf } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const HOST = 'wiki.example.com'
/** Ways in which a redirect address has been confused with a registered one. */
const lookalikes = [
  ...[
    '/',
    '?',
    '?a=b',
    '#',
    '#a',
    '/..',
    '/../callback',
    '/%2e%2e/callback',
    '%2F',
    '%00',
    ';a',
    ' ',
    '.',
    '\\',
    '//',
    '\t',
    '\n',
  ].map((end) => CALLBACK + end),
  ...['HTTPS://', 'http://', 'https:/', '//', 'https:///', 'javascript://', 'data:'].map(
    (start) => `${start}${HOST}/callback`,
  ),
  ...[`https://${HOST}:443/callback`, `https://${HOST}:8443/callback`, `https://evil.test@${HOST}/callback`],
  ...[
    `https://${HOST}@evil.test/callback`,
    `https://${HOST}.evil.test/callback`,
    `https://evil.test/https://${HOST}/callback`,
  ],
  ...[
    `https://evil.test\\@${HOST}/callback`,
    `https://${HOST.toUpperCase()}/callback`,
    `https://w\u0131ki.example.com/callback`,
  ],
  ...[
    `https://${HOST}/Callback`,
    `https://${HOST}//callback`,
    `https://${HOST}/%63allback`,
    `https://${HOST}./callback`,
  ],
]

test('only the registered address gets an answer, byte for byte [P1]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  expect(lookalikes.length).toBeGreaterThan(30)
  for (const redirect_uri of lookalikes) {
    const answer = await browser.visit(await urlOf(app, { redirect_uri }))
    expect([redirect_uri, answer.status, answer.location]).toEqual([redirect_uri, 400, undefined])
    expect(answer.text).toContain('an address that isn’t registered')
  }
})

test('a native app may choose the port of its loopback address, and nothing else [P2]', async () => {
  const app = await anApp(site, {
    kind: 'native',
    redirectUris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  })
  const browser = aBrowser(site.url)
  const status = async (redirect_uri: string) => (await browser.visit(await urlOf(app, { redirect_uri }))).status
  for (const uri of ['http://127.0.0.1/callback', 'http://127.0.0.1:51004/callback', 'http://[::1]:8080/callback'])
    expect([uri, await status(uri)]).toEqual([uri, 200])
  for (const uri of ['http://localhost:51004/callback', 'http://127.0.0.1:51004/other', 'http://127.0.0.2:1/callback'])
    expect([uri, await status(uri)]).toEqual([uri, 400])
})

test('no error goes to an address that is not registered [P3]', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  const faults: Record<string, string>[] = [
    { response_type: 'token' },
    { scope: 'profile' },
    { prompt: 'none' },
    { prompt: 'none login' },
    { request: 'x' },
    { code_challenge_method: 'plain' },
    { max_age: '-1' },
    { id_token_hint: 'x' },
    { client_id: 'nobody' },
    { response_mode: 'fragment', response_type: 'id_token' },
  ]
  for (const fault of faults) {
    const answer = await browser.visit(await urlOf(app, { redirect_uri: 'https://evil.test/callback', ...fault }))
    expect([fault, answer.status, answer.location]).toEqual([fault, 400, undefined])
  }
  const unknown = await browser.visit(await urlOf(app, { client_id: 'nobody' }))
  expect([unknown.status, unknown.location]).toEqual([400, undefined])
  expect(unknown.text).toContain('We don’t know the app that sent you here')
})

test('an app may take the answer by a form, which goes to its own address, on a page that runs one script', async () => {
  const [app, browser] = [await anApp(site), aBrowser(site.url)]
  await browser.logIn(await someone())
  const state = `"><script>alert(1)</script><input name='a`
  const page = await browser.visit(await urlOf(app, { response_mode: 'form_post', state }))
  expect([page.status, page.location]).toEqual([200, undefined])
  expect(page.text.match(/<form [^>]*>/g)).toEqual([`<form method="post" action="${CALLBACK}">`])
  const inputs = [...page.text.matchAll(/<input type="hidden" name="([^"]*)" value="[^"]*"\/>/g)].map(
    ([, name]) => name,
  )
  expect(inputs.sort()).toEqual(['code', 'iss', 'state'])
  const [script, ...others] = [...page.text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text)
  expect(others).toEqual([])
  const hash = createHash('sha256').update(script!).digest('base64')
  const policy = page.headers.get('content-security-policy')
  expect(policy).toMatch(/^default-src 'none'; frame-ancestors 'none'; base-uri 'none';/)
  expect(/script-src ([^;]*)/.exec(policy!)?.[1]).toBe(`'sha256-${hash}'`)
  // Or Chromium would stop an app that answers the form with a redirect to another host of its own.
  expect(policy).not.toContain('form-action')
})
