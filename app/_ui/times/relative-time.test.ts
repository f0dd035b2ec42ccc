import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { relativeTime, timeAhead } from './relative-time'

const now = Date.parse('2026-03-10T12:00:00Z')
const cases = {
  '2026-03-10T12:00:40Z': 'just now',
  '2026-03-10T11:59:30Z': 'just now',
  '2026-03-10T11:59:00Z': '1 minute ago',
  '2026-03-10T11:00:01Z': '59 minutes ago',
  '2026-03-10T11:00:00Z': '1 hour ago',
  '2026-03-09T12:00:01Z': '23 hours ago',
  '2026-03-09T12:00:00Z': 'yesterday',
  '2026-03-03T12:00:01Z': '6 days ago',
}

for (const [then, words] of Object.entries(cases)) {
  test(`${then} is read at noon on March 10 as “${words}”`, () => {
    expect(relativeTime(new Date(then), now)).toBe(words)
  })
}

test('after a week it is read as a date', () => {
  // The reader's zone decides which day that is.
  expect(relativeTime(new Date('2026-03-03T12:00:00Z'), now)).toMatch(/^Mar [34], 2026$/)
})

test('a future time is read as date and time, unless the reader’s clock is merely a few minutes behind', () => {
  expect(relativeTime(new Date('2026-03-11T12:00:00Z'), now)).toMatch(/^Mar 1[12], 2026, \d{1,2}:\d\d\s[AP]M$/)
  expect(relativeTime(new Date('2026-03-10T12:04:00Z'), now)).toBe('just now')
})

const ahead = {
  '2026-03-10T12:00:00Z': 'in less than a minute',
  '2026-03-10T12:00:59Z': 'in less than a minute',
  '2026-03-10T12:01:00Z': 'in 1 minute',
  '2026-03-10T12:03:20Z': 'in 3 minutes',
  '2026-03-10T12:59:59Z': 'in 59 minutes',
  '2026-03-10T11:59:50Z': 'just now',
  '2026-03-10T11:58:00Z': '2 minutes ago',
}

for (const [then, words] of Object.entries(ahead)) {
  test(`${then}, which was still ahead when the page was made, is read at noon on March 10 as “${words}”`, () => {
    expect(timeAhead(new Date(then), now, 'in')).toBe(words)
  })
}

test('a time that is an hour ahead or more is read as date and time', () => {
  expect(timeAhead(new Date('2026-03-11T12:00:00Z'), now, 'in')).toMatch(/^Mar 1[12], 2026, \d{1,2}:\d\d\s[AP]M$/)
  expect(timeAhead(new Date('2026-03-10T13:00:00Z'), now, 'in')).toMatch(/^Mar 1[01], 2026, \d{1,2}:\d\d\s[AP]M$/)
})

test('a time up to which something counts is read as date and time, however near it is', () => {
  expect(timeAhead(new Date('2026-03-10T12:04:00Z'), now, 'until')).toMatch(/^Mar 1[01], 2026, \d{1,2}:\d\d\s[AP]M$/)
})
