import { expect, test } from 'playwright/test'
import { eventTypes } from '@/db/schema'
import { describeEvent } from './describe-event'

/** Every value that any event's words need. */
const details = { count: '2', kind: 'browser', from: 'old@example.com', to: 'new@example.com' }

test('every event of an account has words of its own, and they say nothing of what is not known', () => {
  const types = eventTypes.filter((type) => type !== 'imported' && type !== 'exported')
  const sentences = types.map((type) => describeEvent({ type, details }))
  for (const [index, sentence] of sentences.entries()) {
    expect(sentence, types[index]).not.toBe(types[index])
    expect(sentence).not.toContain('undefined')
  }
  expect(new Set(sentences).size).toBe(types.length)
})

test('the words tell how many, which, and from where to where', () => {
  expect(describeEvent({ type: 'sessions-revoked', details: { count: '1' } })).toBe('A device was logged out')
  expect(describeEvent({ type: 'sessions-revoked', details: { count: '3' } })).toBe('3 devices were logged out')
  expect(describeEvent({ type: 'sessions-revoked', details: { count: '1', because: 'limit' } })).toBe(
    'A device was logged out, used longest ago: an account has at most 100 sessions',
  )
  expect(describeEvent({ type: 'logged-in', details: { kind: 'api' } })).toBe('A program logged in')
  expect(describeEvent({ type: 'logged-in', details: { kind: 'browser' } })).toBe('Logged in')
  const { from, to } = details
  expect(describeEvent({ type: 'email-changed', details })).toBe(`The email address was changed from ${from} to ${to}`)
})

test('an event of a later version is told by its type', () => {
  expect(describeEvent({ type: 'of-a-later-version', details: {} })).toBe('of-a-later-version')
})
