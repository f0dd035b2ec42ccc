import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { sentenceOf } from './sentences'

/** 14 days, newest first, with these sums of 7. */
const twoWeeks = (count: number, before: number) => [count, 0, 0, 0, 0, 0, 0, before, 0, 0, 0, 0, 0, 0]

const registered: [number, number, string][] = [
  [41, 29, '41 accounts were registered in the last 7 days, 12 more than in the 7 days before.'],
  [1_041, 3_029, '1,041 accounts were registered in the last 7 days, 1,988 fewer than in the 7 days before.'],
  [3, 3, '3 accounts were registered in the last 7 days, as many as in the 7 days before.'],
  [1, 0, '1 account was registered in the last 7 days, and none in the 7 days before.'],
  [1, 3, '1 account was registered in the last 7 days, 2 fewer than in the 7 days before.'],
  [1, 1, '1 account was registered in the last 7 days, as many as in the 7 days before.'],
  [0, 3, 'No accounts were registered in the last 7 days, 3 fewer than in the 7 days before.'],
  [0, 0, 'No accounts were registered in the last 7 days, and none in the 7 days before.'],
]
const logins: [number, number, string][] = [
  [41, 29, 'There were 41 logins in the last 7 days, 12 more than in the 7 days before.'],
  [3, 3, 'There were 3 logins in the last 7 days, as many as in the 7 days before.'],
  [1, 0, 'There was 1 login in the last 7 days, and none in the 7 days before.'],
  [0, 3, 'There were no logins in the last 7 days, 3 fewer than in the 7 days before.'],
]

test('a sentence compares the last 7 days with the 7 days before', () => {
  for (const [count, before, sentence] of registered)
    expect(sentenceOf('registered', twoWeeks(count, before))).toBe(sentence)
  for (const [count, before, sentence] of logins) expect(sentenceOf('logins', twoWeeks(count, before))).toBe(sentence)
})

test('only the last 7 days are told until the 7 days before are counted too', () => {
  expect(sentenceOf('registered', twoWeeks(5, 9).slice(0, 13))).toBe('5 accounts were registered in the last 7 days.')
  expect(sentenceOf('registered', [0])).toBe('No accounts were registered in the last 7 days.')
  expect(sentenceOf('logins', [1])).toBe('There was 1 login in the last 7 days.')
})

test('days before those are not compared', () => {
  expect(sentenceOf('logins', [...twoWeeks(2, 2), 100, 100])).toBe(
    'There were 2 logins in the last 7 days, as many as in the 7 days before.',
  )
})
