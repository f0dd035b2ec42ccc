import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { forgedIps, judgeTrustedProxies } from './trusted-proxies'

const [client, edge, inner] = ['203.0.113.7', '198.51.100.4', '10.0.0.5']
const url = 'https://accounts.rekey.dev'

/** The IP address that the server sees, the chain added after the forged ones, TRUST_PROXY, and the finding. */
const arrivals: [address: string, added: string[], trusted: number, level: string, words: RegExp][] = [
  [client, [client], 1, 'ok', /your IP address is seen as 203\.0\.113\.7 \(TRUST_PROXY=1\)/i],
  [client, [client, edge], 2, 'ok', /TRUST_PROXY=2/],
  [forgedIps[9]!, [client], 2, 'fault', /TRUST_PROXY=1$/],
  [forgedIps[7]!, [client, edge], 5, 'fault', /TRUST_PROXY=2$/],
  [forgedIps[9]!, [], 1, 'fault', /X-Forwarded-For/],
  [inner, [client], 0, 'warning', /TRUST_PROXY=1,/],
  [edge, [client, edge], 1, 'warning', /too low.*TRUST_PROXY=2,/s],
  [inner, [], 0, 'warning', /adds no IP address/],
  [inner, [inner], 1, 'warning', /private IP address/],
  ['', ['_hidden'], 1, 'warning', /other than an IP address .*\(_hidden\)/],
]
for (const [address, added, trusted, level, words] of arrivals) {
  test(`TRUST_PROXY=${trusted} with ${added.length} proxies before it, seen as ${address}, is ${level} [H7]`, () => {
    const found = judgeTrustedProxies(
      { address, forwarded: [...forgedIps, ...added], trust_proxy: trusted },
      new URL(url),
    )
    expect([found.level, `${found.says} ${found.mend ?? ''}`.trim()]).toEqual([level, expect.stringMatching(words)])
  })
}

test('a proxy that overwrites X-Forwarded-For counts as one proxy [H7]', () => {
  const arrived = (address: string, trusted: number) =>
    judgeTrustedProxies({ address, forwarded: [client], trust_proxy: trusted }, new URL(url))
  expect(arrived(client, 1)).toMatchObject({ level: 'ok' })
  expect(arrived(inner, 2)).toMatchObject({ level: 'warning', mend: 'TRUST_PROXY=1' })
})

test('without a proxy on this machine, X-Forwarded-For must not be trusted [H7]', () => {
  const local = new URL('http://localhost:3000')
  expect(judgeTrustedProxies({ address: '::1', forwarded: forgedIps, trust_proxy: 0 }, local)).toMatchObject({
    level: 'ok',
  })
  const trusting = judgeTrustedProxies({ address: forgedIps[9]!, forwarded: forgedIps, trust_proxy: 1 }, local)
  expect(trusting).toMatchObject({ level: 'fault', mend: expect.stringContaining('TRUST_PROXY=0') })
})
