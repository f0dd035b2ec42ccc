import { expect, test } from '@/test/unit'
import { reasonOf, refusedAction } from './refused-action'

test('a form says why it was refused, and believes nobody but this site', () => {
  expect(reasonOf(new Error(refusedAction('cross-site', 'It came from: elsewhere.')))).toBe('It came from: elsewhere.')
  expect(reasonOf(new TypeError('Failed to fetch'))).toMatch(/^This site could not be reached\./)
  for (const other of [new Error('An unexpected response was received.'), new Error('Bad gateway'), 'x', undefined])
    expect(reasonOf(other)).toMatch(/^Something between you and this site gave another answer\./)
})
