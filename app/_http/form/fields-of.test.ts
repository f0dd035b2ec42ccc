import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { fieldsOf } from './fields-of'

function form(fields: Record<string, string>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  return made
}

test('a passkey in a form is read from its JSON, and an empty field is none', () => {
  expect(fieldsOf(form({ next: '/account', credential: '{"id":"a"}' }))).toEqual({
    next: '/account',
    credential: { id: 'a' },
  })
  expect(fieldsOf(form({ email: 'a@example.com', credential: '' }))).toEqual({ email: 'a@example.com' })
})

test('what is no JSON stays as it is, for the operation to refuse', () => {
  expect(fieldsOf(form({ credential: '{' }))).toEqual({ credential: '{' })
})
