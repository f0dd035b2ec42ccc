import { test } from 'playwright/test'
import type { OperatorsUser } from '@/lib/operator/users/find-user'
import { expect } from '@/test/expect'
import { isExactly } from './is-exactly'

const ann = { id: '01a22b72-83df-701d-8503-5e112abc6a49', email: 'Ann@example.com', phone_number: '+442079460958' }
const names = (text: string, more: Partial<OperatorsUser> = {}) => isExactly({ ...ann, ...more } as OperatorsUser, text)

test('an account is named by its ID, its email or its phone number in any spelling', () => {
  for (const text of [ann.id, ann.id.toUpperCase(), 'ANN@example.com', '+44 20 7946 0958', '00442079460958'])
    expect(names(text), text).toBe(true)
  expect(names('+44 (0)20 7946 0958')).toBe(true)
})

test('a beginning names nobody', () => {
  for (const text of ['ann@', 'ann@example.co', ann.id.slice(0, 8), '+44 20 7946 09', 'Ann', ''])
    expect(names(text), text).toBe(false)
  expect(names('+44 20 7946 0958', { phone_number: null })).toBe(false)
})
