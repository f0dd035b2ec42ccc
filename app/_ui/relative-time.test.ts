import { expect, test } from 'playwright/test'
import { relativeTime } from './relative-time'

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
