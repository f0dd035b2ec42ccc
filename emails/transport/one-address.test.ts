import { test } from 'playwright/test'
import { requireOneAddress, sender } from '@/emails/transport/one-address'
import { expect } from '@/test/expect'

test('a plain email address is accepted', () => {
  for (const to of ['ada@example.com', 'Mike+tag@Example.COM', "o'brien@example.com", 'jõgi@jõgeva.ee']) {
    expect(() => requireOneAddress(to)).not.toThrow()
  }
})

test('a recipient that some parser could read as several or as another is refused without being quoted', () => {
  const hostile = [
    'v@x.test,a@evil.test',
    'v@x.test;a@evil.test',
    'v@x.test a@evil.test',
    'v@x.test\r\nBcc: a@evil.test',
    'v@x.test>\r\nRCPT TO:<a@evil.test>',
    '"a@evil.test x"@x.test',
    '"a"@x.test',
    '<v@x.test>',
    'V <v@x.test>',
    'group:v@x.test;',
    'a@evil.test@x.test',
    'v(comment)@x.test',
    'v\\@x.test',
    'v@[127.0.0.1]',
    'v\u0000@x.test',
    'v\u202e@x.test',
    'v@',
    '',
  ]
  for (const to of hostile) expect(() => requireOneAddress(to)).toThrow('The recipient is not one plain email address')
})

test('the sender is split into name and email, and a comma in the name makes no second sender', () => {
  const address = 'no-reply@example.com'
  expect(sender(address)).toEqual({ name: '', address, domain: 'example.com' })
  expect(sender(`Rekey <${address}>`)).toEqual({ name: 'Rekey', address, domain: 'example.com' })
  expect(sender(`"Keys, Inc." <${address}>`)).toEqual({ name: 'Keys, Inc.', address, domain: 'example.com' })
  expect(sender(`Keys, Inc. <${address}>`)).toEqual({ name: 'Keys, Inc.', address, domain: 'example.com' })
  expect(sender(`<${address}>`)).toEqual({ name: '', address, domain: 'example.com' })
})
