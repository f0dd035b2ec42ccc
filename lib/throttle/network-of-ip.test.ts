import fc from 'fast-check'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { networkOfIp } from './network-of-ip'

test('each IPv4 address is a client of its own, however it is written [B4]', () => {
  expect(networkOfIp('192.0.2.7')).toBe('192.0.2.7')
  expect(networkOfIp('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(networkOfIp('::ffff:c000:207')).toBe('192.0.2.7')
})

test('all IP addresses in a /64 are one client, and those in another /64 are not [B7]', () => {
  const hextets = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 4, maxLength: 4 })
  const text = (parts: number[]) => parts.map((part) => part.toString(16)).join(':')
  fc.assert(
    fc.property(hextets, hextets, hextets, ([, ...rest], one, other) => {
      const network = [0x2001, ...rest]
      expect(networkOfIp(`${text(network)}:${text(one)}`)).toBe(networkOfIp(`${text(network)}:${text(other)}`))
      const neighbour = [0x2001, rest[0]!, rest[1]!, rest[2]! ^ 1]
      expect(networkOfIp(`${text(neighbour)}:${text(one)}`)).not.toBe(networkOfIp(`${text(network)}:${text(one)}`))
    }),
  )
  expect(networkOfIp('2001:db8::1')).toBe(networkOfIp('2001:0DB8:0:0:ffff::2'))
})

test('all invalid IP addresses count as one client', () => {
  for (const text of [undefined, '', 'unknown', '999.1.1.1', "1.2.3.4'; --"]) expect(networkOfIp(text)).toBe('unknown')
})
