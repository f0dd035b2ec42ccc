import { expect, test } from '@/test/unit'
import { isCrossSite } from './cross-site'

const own = 'http://localhost:3000'
const origins = {
  own,
  evil: 'https://evil.test',
  null: 'null',
  absent: undefined,
  'own with another port': 'http://localhost:3001',
  'own under another scheme': 'https://localhost:3000',
  'own as the start of another': `${own}.evil.test`,
  'own as a part of another': 'http://localhost.evil.test:3000',
  'own with a slash': `${own}/`,
  'own in capitals': own.toUpperCase(),
  'own twice': `${own}, ${own}`,
  empty: '',
}
const sites = {
  absent: undefined,
  'same-origin': 'same-origin',
  none: 'none',
  'same-site': 'same-site',
  'cross-site': 'cross-site',
  made: 'made-up',
}

for (const [whose, origin] of Object.entries(origins)) {
  for (const [site, value] of Object.entries(sites)) {
    const believed = whose === 'own' && ['absent', 'same-origin', 'none'].includes(site)
    const client = whose === 'absent' && ['absent', 'same-origin', 'none'].includes(site)
    test(`Origin ${whose} with Sec-Fetch-Site ${site} is ${believed ? 'ours' : client ? 'ours only without a cookie' : 'another site'} [F10]`, () => {
      const headers = sent({ origin, 'sec-fetch-site': value })
      expect(isCrossSite(headers, { needsOrigin: true })).toBe(!believed)
      expect(isCrossSite(headers, { needsOrigin: false })).toBe(!believed && !client)
    })
  }
}

test('host headers from the sender are not trusted [F11]', () => {
  const evil = {
    origin: 'https://evil.test',
    host: 'evil.test',
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.test',
  }
  expect(isCrossSite(sent(evil), { needsOrigin: true })).toBe(true)
  expect(isCrossSite(sent({ ...evil, origin: own }), { needsOrigin: true })).toBe(false)
})

function sent(headers: Record<string, string | undefined>): Headers {
  return new Headers(Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
