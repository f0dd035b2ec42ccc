import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { selfSigned } from '@/e2e/support/servers/self-signed-certificate'
import { config } from '@/lib/config'
import { judgeClock } from '@/lib/doctor/machine/clock'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { resendApi as server } from '@/test/emails/fake-servers'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { judgePlainHttp } from './plain-http'
import { reportToDoctor } from './self-report'
import { site } from './site-checks'
import { certificate, judgeCertificate } from './tls-certificate'

type Change = { address?: string; engine?: 'fallback'; proof?: string; secondsBehind?: number }

/** Imitates Rekey as far as the doctor can see, with one difference. */
const rekey =
  ({ secondsBehind = 0, ...change }: Change = {}, secret?: string): RequestListener =>
  async (request, response) => {
    const forwarded = String(request.headers['x-forwarded-for']).split(', ')
    const seen = { address: '127.0.0.1', forwarded, host: '', proto: '' }
    const tell = () => reportToDoctor(request.headers.authorization ?? null, seen)
    const { APP_URL } = config()
    const told = await (secret ? withSettings({ APP_URL, AUTH_SECRET: secret }, tell) : tell())
    const time = Date.now() - secondsBehind * 1000
    if (told.ok) return response.end(JSON.stringify({ ...told.value, time, ...change }))
    const headers = { 'content-type': 'application/problem+json', 'x-request-id': '1' }
    return response.writeHead(404, headers).end('{}')
  }
const says =
  (status: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end('<h1>Hello</h1>')

const visits: [what: string, listener: RequestListener, ailments: string[], words: RegExp][] = [
  ['to this installation', rekey(), [], /leads to this installation, version \d/],
  ['to an installation with another secret', rekey({}, 'x'.repeat(40)), ['fault site'], /with a different AUTH_SECRET/],
  ['to a server that only imitates Rekey', rekey({ proof: 'a.b.c' }), ['fault site'], /is not this installation/],
  ['to another site', says(200), ['fault site'], /leads to something else/],
  [
    'to a redirect',
    says(301, { location: 'https://www.rekey.dev/' }),
    ['fault site'],
    /APP_URL=https:\/\/www.rekey.dev$/m,
  ],
  ['to a proxy without a server behind it', says(502), ['fault site'], /Rekey behind it does not \(502\)/],
  ['to one that believes a forged IP address', rekey({ address: '192.0.2.10' }), ['fault proxy'], /Anyone can choose/],
  [
    'to one whose bcrypt is JavaScript',
    rekey({ engine: 'fallback' }),
    ['warning hashing.engine'],
    /npm rebuild bcrypt/,
  ],
  ['to one whose clock is off', rekey({ secondsBehind: 90 }), ['fault clock.site'], /(89|9\d) seconds behind/],
]
for (const [what, listener, found, words] of visits) {
  test(`the doctor sees that APP_URL leads ${what}`, async () => {
    await using there = await server(listener)
    const findings = await visit(there.url)
    expect(findingsBeyondFine(findings)).toEqual(found)
    expect(findings.map(({ says, mend }) => `${says}\n${mend}`).join('\n')).toMatch(words)
  })
}

test('a server that is not running is reported with the command that starts it', async () => {
  const there = await server(() => {})
  await there[Symbol.asyncDispose]()
  const production = { NODE_ENV: 'production', SMTP_URL: 'smtp://localhost', MAIL_FROM: 'a@rekey.dev' }
  expect(await visit(there.url)).toMatchObject([{ level: 'hint', mend: 'npm run dev' }])
  expect(await visit(there.url, production)).toMatchObject(
    [{ level: 'warning', mend: /node dist\/server\.mjs$/ }].map(words),
  )
})

test('a certificate that browsers reject is reported once, with the reason', async () => {
  const { key, certificate: cert } = selfSigned()
  const tls = createServer({ key, cert }).listen(0, 'localhost')
  await once(tls, 'listening')
  const { port } = tls.address() as AddressInfo
  const found = await certificate(doctorContext({ APP_URL: `https://localhost:${port}` }))
  expect(found).toMatchObject([{ level: 'fault', says: expect.stringContaining('SELF_SIGNED') }])
  expect(findingsBeyondFine(await visit(`https://localhost:${port}`))).toEqual(['hint site'])
  tls.close()
})

test('an expiring certificate is reported by its remaining days', () => {
  const now = new Date('2026-11-22')
  const level = (end: string, distrust?: string) => judgeCertificate(new Date(end), distrust, now).level
  expect([level('2027-02-01'), level('2026-12-01'), level('2026-11-24'), level('2026-11-20')]).toEqual([
    'ok',
    'warning',
    'fault',
    'fault',
  ])
  expect(level('2027-02-01', 'SELF_SIGNED_CERT')).toBe('fault')
})

test('a clock is reported by its deviation', () => {
  expect([0, 4_000, -20_000, 61_000].map((skew) => judgeClock('clock', 'It', skew).level)).toEqual([
    'ok',
    'ok',
    'warning',
    'fault',
  ])
})

test('http that does not redirect to https is a warning', async () => {
  await using plain = await server(says(200))
  await using leading = await server(says(308, { location: 'https://rekey.dev/' }))
  expect(findingsBeyondFine(await judgePlainHttp(plain.url))).toEqual(['warning site.redirect'])
  expect(findingsBeyondFine(await judgePlainHttp(leading.url))).toEqual([])
})

function words({ level, mend }: { level: string; mend: RegExp }) {
  return { level, mend: expect.stringMatching(mend) }
}

function visit(url: string, changes: Record<string, string> = {}) {
  const appUrl = url.replace('127.0.0.1', 'localhost')
  const AUTH_SECRET = config().AUTH_SECRET.join()
  return withSettings({ APP_URL: appUrl }, async () =>
    site(doctorContext({ APP_URL: appUrl, AUTH_SECRET, ...changes })),
  )
}
