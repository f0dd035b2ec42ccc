import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { passkeyName } from './passkey-name'

test('the usual names of passkeys are shown unchanged', () => {
  const names = ['iPhone', 'Ada’s phone', 'YubiKey 5.7 (blue)', 'Chrome on Windows', 'कुंजी', 'مفتاح', '携帯・電話']
  expect(names.map(passkeyName)).toEqual(names)
})

test('line breaks and characters that turn the text around are dropped [L4]', () => {
  expect(passkeyName('\u202eiPhone\u202c\r\nBcc\u200b')).toBe('iPhone Bcc')
})

test('a name that could carry a link, a tag or a long message is left out [L4]', () => {
  const names = [
    'http://evil.test',
    'evil.test',
    'evil。test',
    'a@evil.test',
    '<b>key</b>',
    '](http://evil.test)',
    'Key #1?x',
    '{{7*7}}',
    'x'.repeat(61),
    '\u202e',
    '',
  ]
  expect(names.map(passkeyName)).toEqual(names.map(() => undefined))
})
