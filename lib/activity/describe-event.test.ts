import { test } from 'playwright/test'
import { eventTypes } from '@/db/schema'
import { expect } from '@/test/expect'
import { describeEvent } from './describe-event'

/** Every value that the description of any event needs. */
const details = {
  ...{ count: '2', kind: 'browser', app: 'Wiki', passkey_name: 'Phone' },
  ...{ from: 'old@example.com', to: 'new@example.com' },
}

test('every event of an account has a description of its own, without unknown values', () => {
  const types = eventTypes.filter((type) => type !== 'imported' && type !== 'exported')
  const phrases = types.map((type) => describeEvent({ type, details }))
  for (const [index, phrase] of phrases.entries()) {
    expect(phrase, types[index]).not.toBe(types[index])
    expect(phrase).not.toContain('undefined')
  }
  expect(new Set(phrases).size).toBe(types.length)
})

test('a description says how many devices, which client, and the emails before and after a change', () => {
  expect(describeEvent({ type: 'sessions-revoked', details: { count: '1' } })).toBe('A device was logged out')
  expect(describeEvent({ type: 'sessions-revoked', details: { count: '3' } })).toBe('3 devices were logged out')
  expect(describeEvent({ type: 'sessions-revoked', details: { count: '1', because: 'limit' } })).toBe(
    'The least recently used device was logged out: an account can have 100 sessions',
  )
  expect(describeEvent({ type: 'login', details: { kind: 'api' } })).toBe('API client logged in')
  expect(describeEvent({ type: 'login', details: { kind: 'browser' } })).toBe('Logged in')
  expect(describeEvent({ type: 'login', details: { kind: 'browser', amr: 'swk user' } })).toBe(
    'Logged in with a passkey',
  )
  expect(describeEvent({ type: 'login', details: { kind: 'api', amr: 'hwk user' } })).toBe(
    'API client logged in with a passkey',
  )
  expect(describeEvent({ type: 'login', details: { kind: 'browser', amr: 'pwd swk' } })).toBe('Logged in')
  const { from, to } = details
  expect(describeEvent({ type: 'email-changed', details })).toBe(`Email changed from ${from} to ${to}`)
})

test('a failed second step says how far someone got [M25]', () => {
  const failed = (failure: string) => describeEvent({ type: 'second-step-failed', details: { failure } })
  expect(failed('wrong-codes')).toBe('Someone entered the correct password, then five wrong codes')
  expect(failed('unfinished')).toBe('Someone entered the correct password on a new device but didn’t finish the login')
})

test('a change of passkeys names the passkey [M25]', () => {
  expect(describeEvent({ type: 'passkey-added', details })).toBe('Passkey “Phone” added')
  expect(describeEvent({ type: 'passkey-removed', details })).toBe('Passkey “Phone” removed')
})

test('the removal of an app says who removed it', () => {
  const removed = (details: Record<string, string>) => describeEvent({ type: 'app-removed', details })
  expect(removed({ app: 'Wiki' })).toBe('You removed Wiki’s access to your account')
  expect(removed({ app: 'Wiki', operator: 'grace' })).toBe('Wiki’s access to your account removed by an operator')
})

test('an event that only a later version knows is described by its type', () => {
  expect(describeEvent({ type: 'of-a-later-version', details: {} })).toBe('of-a-later-version')
})
