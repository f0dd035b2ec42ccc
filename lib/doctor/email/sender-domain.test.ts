import { test } from 'playwright/test'
import { doctorContext } from '@/test/doctor-context'
import { expect } from '@/test/expect'
import { startNameServer, type Zone } from '@/test/name-server'
import { senderDomain } from './sender-domain'

const settings = {
  MAIL_FROM: 'Rekey <no-reply@rekey.dev>',
  SMTP_URL: 'smtps://you%40rekey.dev:password@smtp.gmail.com:465',
}
const key = `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(12)}`
const healthy: Zone = {
  'rekey.dev': { txt: ['v=spf1 include:_spf.google.com -all', 'another=thing'], mx: ['mx.rekey.dev'] },
  '_spf.google.com': { txt: ['v=spf1 ip4:192.0.2.0/24 ~all'] },
  'google._domainkey.rekey.dev': { txt: [key] },
  '_dmarc.rekey.dev': { txt: ['v=DMARC1; p=quarantine; rua=mailto:d@rekey.dev'] },
}

test('a domain with all its records passes', async () => {
  expect(await codes({})).toEqual(['ok dns.spf', 'ok dns.dkim', 'ok dns.dmarc', 'ok dns.mx'])
})

const cases: [what: string, change: Zone, found: string][] = [
  ['nobody is named who may send', { 'rekey.dev': { mx: ['mx.rekey.dev'] } }, 'warning dns.spf'],
  ['there are two SPF records', spf('v=spf1 -all', 'v=spf1 include:_spf.google.com -all'), 'fault dns.spf'],
  ['anybody may send', spf('v=spf1 include:_spf.google.com +all'), 'fault dns.spf'],
  ['anybody may send, said shortly', spf('v=spf1 all'), 'fault dns.spf'],
  ['the sending server is not named', spf('v=spf1 mx -all'), 'fault dns.spf'],
  ['the record does not end', spf('v=spf1 include:_spf.google.com ?all'), 'warning dns.spf'],
  ['there are too many lookups', spf(`v=spf1 ${'a:x.rekey.dev '.repeat(11)}-all`), 'fault dns.spf'],
  ['a record includes itself', spf('v=spf1 include:rekey.dev -all'), 'fault dns.spf'],
  ['there is no key', { 'google._domainkey.rekey.dev': {} }, 'warning dns.dkim'],
  ['the key is withdrawn', { 'google._domainkey.rekey.dev': { txt: ['v=DKIM1; p='] } }, 'fault dns.dkim'],
  ['there is no policy', { '_dmarc.rekey.dev': {} }, 'warning dns.dmarc'],
  ['the policy only watches', { '_dmarc.rekey.dev': { txt: ['v=DMARC1; p=none'] } }, 'hint dns.dmarc'],
  [
    'there are two policies',
    { '_dmarc.rekey.dev': { txt: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] } },
    'fault dns.dmarc',
  ],
  ['bounces go nowhere', { 'rekey.dev': { ...healthy['rekey.dev'], mx: [] } }, 'warning dns.mx'],
]
for (const [what, change, found] of cases) {
  test(`the doctor sees that ${what}`, async () => {
    expect((await codes(change)).filter((code) => !code.startsWith('ok '))).toEqual([found])
  })
}

test('SPF records that include each other are not followed endlessly', async () => {
  const circle = `v=spf1 ${[1, 2, 3, 4].map((n) => `include:x${n}.rekey.dev`).join(' ')} -all`
  const others = [1, 2, 3, 4].map((n) => [`x${n}.rekey.dev`, { txt: ['v=spf1 -all', circle] }])
  const begun = performance.now()
  expect(await codes({ ...spf('v=spf1 include:x1.rekey.dev -all'), ...Object.fromEntries(others) })).toContain(
    'fault dns.spf',
  )
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('a subdomain inherits the DMARC policy, and the SPF record for Resend is below it', async () => {
  const change = {
    'send.mail.rekey.dev': { txt: ['v=spf1 include:amazonses.com ~all'] },
    'resend._domainkey.mail.rekey.dev': { txt: ['p=MIGf'] },
    'mail.rekey.dev': { mx: ['mx.rekey.dev'] },
  }
  const byResend = { SMTP_URL: '', RESEND_API_KEY: 're_1', MAIL_FROM: 'no-reply@mail.rekey.dev' }
  expect(await codes(change, byResend)).toEqual(['ok dns.spf', 'ok dns.dkim', 'ok dns.dmarc', 'ok dns.mx'])
})

test('the DKIM key of an unknown provider is looked up only by a given selector', async () => {
  const own = { SMTP_URL: 'smtps://mail.rekey.dev' }
  const change = { 's1._domainkey.rekey.dev': { txt: [key] } }
  expect(await codes(change, own)).toContain('hint dns.dkim')
  expect(await codes(change, own, ['s1'])).toContain('ok dns.dkim')
  expect(await codes(change, own, ['s2'])).toContain('warning dns.dkim')
})

test('a failing name server is reported once, and not as a missing record', async () => {
  await using server = await startNameServer(healthy, { failing: true })
  const found = await senderDomain({ ...doctorContext(settings), nameServers: [server.address] })
  expect(found).toMatchObject([{ check: 'dns', level: 'warning', says: expect.stringContaining('ESERVFAIL') }])
})

test('a reserved domain is not looked up', async () => {
  expect(await codes({}, { MAIL_FROM: 'Rekey <no-reply@example.com>' })).toEqual(['hint dns'])
})

function spf(...txt: string[]): Zone {
  return { 'rekey.dev': { mx: ['mx.rekey.dev'], txt } }
}

async function codes(change: Zone, changes = {}, dkimSelectors?: string[]): Promise<string[]> {
  await using server = await startNameServer({ ...healthy, ...change })
  const found = await senderDomain({
    ...doctorContext({ ...settings, ...changes }),
    nameServers: [server.address],
    dkimSelectors,
  })
  for (const { level, mend } of found) expect(level === 'ok' || level === 'hint' || Boolean(mend)).toBe(true)
  return found.map(({ level, check }) => `${level} ${check}`)
}
