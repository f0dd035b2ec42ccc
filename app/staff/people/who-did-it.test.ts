import type { ActOnUser } from '@/lib/operator/acts/acts-on-user'
import { expect, test } from '@/test/unit'
import { causeOf } from './who-did-it'

const act = (id: string, act: string, more: Partial<ActOnUser> = {}) =>
  ({ id, act, code: null, facts: { changed: true }, ...more }) as ActOnUser

const past = [
  act('6', 'users disable', { code: 'forbidden', facts: {} }),
  act('5', 'users disable', { facts: { changed: false } }),
  act('4', 'users revoke-sessions', { facts: { ended: 1 } }),
  act('3', 'users disable'),
  act('2', 'users enable'),
  act('1', 'users disable'),
]

test('an account was disabled by the newest act that changed something', () => {
  expect(causeOf({ code: 'disabled' }, past)?.id).toBe('3')
  expect(causeOf({ code: 'deletion-scheduled' }, past)).toBeUndefined()
  expect(causeOf({ code: 'deletion-scheduled' }, [act('1', 'users schedule-deletion')])?.id).toBe('1')
})

test('what no operator brings about has no act', () => {
  expect(causeOf({ code: 'email-bounced' }, past)).toBeUndefined()
  expect(causeOf({ code: 'disabled' }, [])).toBeUndefined()
})
