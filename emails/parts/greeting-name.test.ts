import { test } from 'playwright/test'
import { greetingName } from '@/emails/parts/greeting-name'
import { expect } from '@/test/expect'

test('names in every script are used unchanged', () => {
  const names = [
    'Ada',
    'Jean-Luc',
    'O’Brien',
    "D'Arcy",
    'J. R. R.',
    'Zoë',
    'नीलेश',
    'محمد',
    '小龍',
    'メアリー・アン',
    'St. John',
  ]
  expect(names.map(greetingName)).toEqual(names)
})

test('a joiner that a script needs is kept', () => {
  expect(greetingName('علی\u200cرضا')).toBe('علی\u200cرضا')
})

test('invisible characters are dropped [L4]', () => {
  expect(greetingName('\u202eAda\u202c \u2066Grace\u2069\u200b\ufeff')).toBe('Ada Grace')
  expect(greetingName('Ada\r\nBob')).toBe('Ada Bob')
})

test('a name that could carry a link or a message is left out', () => {
  const names = [
    'http://evil.test',
    'evil.test',
    'Visit evil.test',
    'evil。test',
    'a@evil.test',
    '<b>Bob</b>',
    '{{7*7}}',
    'Call 0900 123',
    'x'.repeat(41),
    '',
    '\u202e',
  ]
  expect(names.map(greetingName)).toEqual(names.map(() => undefined))
})
