import type { Facts } from '@/db/operator/tables'
import { expect, test } from '@/test/unit'
import { factsInWords } from './act-facts'

test('facts are told in words, and what was to be expected is not told', () => {
  expect(factsInWords({ changed: true, suspended: true, more: false, made: [], fields: [] })).toEqual([])
  expect(factsInWords({ changed: false, role: 'admin', fields: ['redirect_uris', 'pkce'] })).toEqual([
    'Nothing was left to do',
    'Role: admin',
    'Fields: redirect uris, pkce',
  ])
  expect(factsInWords({ kind: 'phone', found: 2, more: true, state: 'to-be-deleted' })).toEqual([
    'Searched by: phone number',
    'Found: 2',
    'There are more',
    'State: to be deleted',
  ])
})

test('a fact that this version does not know is told as it was recorded', () => {
  expect(factsInWords({ color: ['red', 'blue'], constructor: 1 } as Facts)).toEqual([
    'color: red, blue',
    'constructor: 1',
  ])
})
