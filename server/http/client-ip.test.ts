import type { Socket } from 'node:net'
import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { readIpAddress } from '@/lib/rules/ip-address'
import { expect } from '@/test/expect'
import { clientOf } from './client-ip'

const from = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({
  socket: { remoteAddress } as Socket,
  headers,
})
const clientIp = (...[request, trusted]: Parameters<typeof clientOf>) => clientOf(request, trusted).ip
const spoofed = {
  'x-forwarded-for': '6.6.6.6',
  'x-real-ip': '6.6.6.6',
  forwarded: 'for=6.6.6.6',
  'cf-connecting-ip': '6.6.6.6',
  'x-client-ip': '6.6.6.6',
  'true-client-ip': '6.6.6.6',
  'x-rekey-client-ip': '6.6.6.6',
}

test('without a trusted proxy, the connection’s own IP address counts, whatever is claimed [B4, H7]', () => {
  expect(clientIp(from('203.0.113.9', spoofed), 0)).toBe('203.0.113.9')
})

test('behind one proxy, the value that it appended counts, and nothing to the left of it [B4, H7]', () => {
  const seen = (header: string) => clientIp(from('10.0.0.1', { ...spoofed, 'x-forwarded-for': header }), 1)
  expect(seen('203.0.113.9')).toBe('203.0.113.9')
  expect(seen('6.6.6.6, 203.0.113.9')).toBe('203.0.113.9')
  expect(seen('6.6.6.6,7.7.7.7,203.0.113.9')).toBe('203.0.113.9')
  expect(seen('2001:db8::9')).toBe('2001:db8::9')
})

test('behind two proxies, the second from the right counts [H7]', () => {
  const seen = (header: string) => clientIp(from('10.0.0.1', { 'x-forwarded-for': header }), 2)
  expect(seen('203.0.113.9, 10.0.0.2')).toBe('203.0.113.9')
  expect(seen('6.6.6.6, 203.0.113.9, 10.0.0.2')).toBe('203.0.113.9')
  expect(seen('203.0.113.9')).toBe('10.0.0.1')
})

test('behind one proxy, an IP address is read in every form that proxies write', () => {
  for (const header of [
    '203.0.113.9:17085',
    '6.6.6.6:1, 203.0.113.9:17085',
    '"203.0.113.9"',
    '::ffff:203.0.113.9',
    '[::ffff:cb00:7109]:443',
    'unknown,203.0.113.9\t',
    '203.0.113.9,',
    '6.6.6.6, , 203.0.113.9, ,',
  ])
    expect([header, clientOf(from('10.0.0.1', { 'x-forwarded-for': header }), 1)]).toEqual([
      header,
      { ip: '203.0.113.9' },
    ])
  expect(clientIp(from('10.0.0.1', { 'x-forwarded-for': '6.6.6.6, [2001:DB8::9]:443, 10.0.0.2:80' }), 2)).toBe(
    '2001:db8::9',
  )
})

test('a value that is not an IP address identifies no client, neither the proxy nor the value to its left', () => {
  for (const header of ['unknown', 'evil', '_hidden', '999.1.1.1', '010.0.0.1', '"x"', '6.6.6.6, unknown'])
    expect(clientOf(from('10.0.0.1', { 'x-forwarded-for': header }), 1)).toEqual({ doubt: 'unreadable' })
})

test('if proxies wrote fewer values than expected, the connection’s own IP address counts, with a doubt', () => {
  const short = { ip: '10.0.0.1', doubt: 'short' }
  const missing = { ip: '10.0.0.1', doubt: 'missing' }
  expect(clientOf(from('10.0.0.1', { 'x-forwarded-for': '203.0.113.9' }), 2)).toEqual(short)
  for (const header of ['', ' ', ',', ' , ,'])
    expect(clientOf(from('10.0.0.1', { 'x-forwarded-for': header }), 1)).toEqual(missing)
  expect(clientOf(from('10.0.0.1'), 1)).toEqual(missing)
  expect(clientOf(from('10.0.0.1'), 0)).toEqual({ ip: '10.0.0.1' })
})

test('an IPv4 address is recognized in every form that a socket writes', () => {
  expect(clientIp(from('::ffff:203.0.113.9'), 0)).toBe('203.0.113.9')
  expect(clientIp(from('10.0.0.1', { 'x-forwarded-for': '::ffff:203.0.113.9' }), 1)).toBe('203.0.113.9')
  expect(clientIp(from('::1'), 0)).toBe('::1')
  expect(clientIp(from('fe80::1%eth0'), 0)).toBe('fe80::1')
})

test('a closed connection has no IP address', () => {
  expect(clientIp(from(undefined), 0)).toBeUndefined()
})

test('values that a client writes to the left of those of the proxies never change the IP address [B4, H7]', () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6())
  const lie = fc.oneof(address, anyText(), fc.constantFrom('', ',', ', ,', 'unknown', '127.0.0.1'))
  fc.assert(
    fc.property(lie, fc.array(address, { minLength: 1, maxLength: 4 }), (claimed, written) => {
      const header = [claimed, ...written].join(', ')
      const request = from('10.0.0.1', { ...spoofed, 'x-forwarded-for': header })
      expect(clientIp(request, written.length)).toBe(readIpAddress(written[0]!))
    }),
    { numRuns: 500 },
  )
})
