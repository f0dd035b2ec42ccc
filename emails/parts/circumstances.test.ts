import { test } from 'playwright/test'
import { circumstances } from '@/emails/parts/circumstances'
import { expect } from '@/test/expect'

const at = new Date('2026-11-03T14:05:59Z')
const when = 'November 3, 2026 at 14:05 UTC'

test('the circumstances say when, with what and from where, as far as is known', () => {
  const ip = '2001:db8::7'
  const device = 'Firefox on Linux'
  expect(circumstances(at, ip, device)).toBe(`${when}, using Firefox on Linux, IP address 2001:db8::7`)
  expect(circumstances(at, ip)).toBe(`${when}, IP address 2001:db8::7`)
  expect(circumstances(at, undefined, device)).toBe(`${when}, using Firefox on Linux`)
  expect(circumstances(at)).toBe(when)
})

test('a malformed IP address is left out', () => {
  for (const ip of ['evil.example', '<b>', 'fe80::1%evil.example', '', '1.2.3.4, 5.6.7.8']) {
    expect(circumstances(at, ip)).toBe(when)
  }
})

test('the names of all kinds of devices are shown', () => {
  for (const device of ['K-Meleon on Windows', 'Chrome 128.0 on Chrome OS', 'Safari (iPhone)', 'curl', 'Notepad++']) {
    expect(circumstances(at, '', device)).toBe(`${when}, using ${device}`)
  }
})

test('invisible characters of a device name are dropped, and a long name is cut', () => {
  expect(circumstances(at, '', '\u202eFire\u200bfox\r\n on Linux ')).toBe(`${when}, using Firefox on Linux`)
  expect(circumstances(at, '', `Firefox ${'x'.repeat(500)}`)).toBe(`${when}, using Firefox ${'x'.repeat(52)}`)
})

test('a device name that could be read as a link is left out', () => {
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
