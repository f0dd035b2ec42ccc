import { expect, test } from 'playwright/test'
import { circumstances } from '@/emails/parts/circumstances'

const at = new Date('2026-11-03T14:05:59Z')
const when = 'on 3 November 2026 at 14:05 UTC'

test('the circumstances say when, from where and with what, as far as is known', () => {
  const ip = '2001:db8::7'
  const device = 'Firefox on Linux'
  expect(circumstances(at, ip, device)).toBe(`${when}, from the address 2001:db8::7 with Firefox on Linux`)
  expect(circumstances(at, ip)).toBe(`${when}, from the address 2001:db8::7`)
  expect(circumstances(at, undefined, device)).toBe(`${when}, with Firefox on Linux`)
  expect(circumstances(at)).toBe(when)
})

test('an address that is none is not repeated', () => {
  for (const ip of ['evil.example', '<b>', 'fe80::1%evil.example', '', '1.2.3.4, 5.6.7.8']) {
    expect(circumstances(at, ip)).toBe(when)
  }
})

test('a device is named in the words of every browser', () => {
  for (const device of ['K-Meleon on Windows', 'Chrome 128.0 on Chrome OS', 'Safari (iPhone)', 'curl', 'Notepad++']) {
    expect(circumstances(at, '', device)).toBe(`${when}, with ${device}`)
  }
})

test('what is not seen in a device is dropped, and what is too long is cut', () => {
  expect(circumstances(at, '', '\u202eFire\u200bfox\r\n on Linux ')).toBe(`${when}, with Firefox on Linux`)
  expect(circumstances(at, '', `Firefox ${'x'.repeat(500)}`)).toBe(`${when}, with Firefox ${'x'.repeat(52)}`)
})

test('a device that could be read as a link is not repeated', () => {
  const devices = [
    'evil.test',
    'http://evil.test',
    'evil.test/1',
    'a@evil.test',
    'evil。test',
    '<b>',
    '"',
    '\u202e',
    '',
  ]
  for (const device of devices) expect(circumstances(at, '', device)).toBe(when)
})
