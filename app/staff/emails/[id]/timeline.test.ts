import { expect, test } from '@/test/unit'
import { timelineOf } from './timeline'

type Email = Parameters<typeof timelineOf>[0]
const at = (minute: number) => `2026-11-30T10:0${minute}:00.000Z`
const email: Email = {
  id: '01a205d7-d0b3-7066-8959-ea721585dc75',
  kind: 'welcome',
  to: 'ann@example.com',
  user_id: null,
  state: 'queued',
  attempts: 0,
  next_attempt_at: null,
  last_error: null,
  server_reply: null,
  provider_id: null,
  created_at: at(0),
  sent_at: null,
  delivered_at: null,
  bounced_at: null,
  complained_at: null,
  retried_at: null,
}
const steps = (changes: Partial<Email>) =>
  timelineOf({ ...email, ...changes }).map(({ title, at, words }) => [title, at, words].filter(Boolean))

test('an email that waits says how often it was tried, with the reply, and when it is tried next', () => {
  expect(steps({ attempts: 2, last_error: '421 later', next_attempt_at: at(5) })).toEqual([
    ['Queued', at(0)],
    ['Not taken after 2 attempts', '421 later'],
    ['Next attempt', at(5)],
  ])
  expect(steps({ next_attempt_at: at(0) })).toEqual([
    ['Queued', at(0)],
    ['Next attempt', at(0)],
  ])
})

test('what became of an email that was sent stands in its order, with the words of the latest report', () => {
  const sent = { sent_at: at(1), server_reply: '250 taken' }
  expect(steps({ state: 'sent', ...sent })).toEqual([
    ['Queued', at(0)],
    ['Taken by the mail server', at(1), '250 taken'],
  ])
  expect(steps({ state: 'bounced', ...sent, bounced_at: at(2), server_reply: '550 no' })).toEqual([
    ['Queued', at(0)],
    ['Taken by the mail server', at(1)],
    ['Bounced: it did not reach the mailbox', at(2), '550 no'],
  ])
  expect(steps({ state: 'complained', ...sent, delivered_at: at(2), complained_at: at(3) })).toEqual([
    ['Queued', at(0)],
    ['Taken by the mail server', at(1)],
    ['Delivered', at(2)],
    ['Marked as spam by its recipient', at(3)],
  ])
})

test('an email that was given up, and one that an operator queued again after it was sent', () => {
  expect(steps({ state: 'failed', attempts: 1, last_error: 'no answer' })).toEqual([
    ['Queued', at(0)],
    ['Given up after 1 attempt', 'no answer'],
  ])
  const titles = steps({ sent_at: at(1), retried_at: at(4), next_attempt_at: at(4) }).map(([title]) => title)
  expect(titles).toEqual(['Queued', 'Taken by the mail server', 'Queued again by an operator', 'Next attempt'])
})
