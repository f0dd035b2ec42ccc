import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { expect } from '@/test/expect'
import { readIpAddress } from './ip-address'

const written: [text: string, address: string][] = [
  ['203.0.113.7', '203.0.113.7'],
  ['203.0.113.7:17085', '203.0.113.7'],
  [' \t203.0.113.7 ', '203.0.113.7'],
  ['"203.0.113.7"', '203.0.113.7'],
  ['"203.0.113.7:80"', '203.0.113.7'],
  ['2001:db8::1', '2001:db8::1'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['[2001:db8::1]:443', '2001:db8::1'],
  ['"[2001:db8::1]"', '2001:db8::1'],
  ['"[2001:DB8::1]:443"', '2001:db8::1'],
  ['2001:db8:0:0:0:0:0:1:443', '2001:db8::1'],
  ['::ffff:1.2.3.4', '1.2.3.4'],
  ['::FFFF:1.2.3.4', '1.2.3.4'],
  ['::ffff:102:304', '1.2.3.4'],
  ['0:0:0:0:0:ffff:1.2.3.4', '1.2.3.4'],
  ['[::ffff:1.2.3.4]:8080', '1.2.3.4'],
  ['fe80::1%eth0', 'fe80::1'],
  ['fe80::1%25eth0.100', 'fe80::1'],
  ['[fe80::1%eth0]:443', 'fe80::1'],
  ['::1', '::1'],
]
for (const [text, address] of written)
  test(`${JSON.stringify(text)} is ${address}`, () => expect(readIpAddress(text)).toBe(address))

const refused = [
  ...[
    '',
    ' ',
    'unknown',
    '_hidden',
    '_SEVKISEK:80',
    'localhost',
    'evil',
    '""',
    '"',
    '[]',
    '[]:80',
    '%eth0',
    'for=1.2.3.4',
  ],
  // Some programs read these as octal, hexadecimal or shortened, so they could mean two different IP addresses.
  ...['010.1.1.1', '1.2.3.04', '0x7f.0.0.1', '0x7f000001', '2130706433', '127.1', '1.2.3.4.5', '999.1.1.1', '1.2.3'],
  ...[
    '203.0.113.7:',
    '203.0.113.7:123456',
    '203.0.113.7:80:80',
    '203.0.113.7:http',
    '[203.0.113.7]',
    '[203.0.113.7]:80',
  ],
  ...[
    '[2001:db8::1',
    '2001:db8::1]',
    '[2001:db8::1]443',
    '[[2001:db8::1]]',
    '2001:db8::1::2',
    '2001:db8::g',
    '12345::',
  ],
  ...['203.0.113.7/24', '2001:db8::/32', '203.0.113.7 203.0.113.8', '203.0.113.7%eth0 x', '１.2.3.4', '1.2.3.4\0'],
]
for (const text of refused)
  test(`${JSON.stringify(text)} is not an IP address`, () => expect(readIpAddress(text)).toBeUndefined())

test('the result is always an IP address in its only spelling, or undefined', () => {
  fc.assert(
    fc.property(fc.oneof(anyText(), fc.ipV4(), fc.ipV6()), (text) => {
      const address = readIpAddress(text)
      if (address !== undefined) expect(readIpAddress(`"${address}"`)).toBe(address)
    }),
    { numRuns: 2_000 },
  )
})
