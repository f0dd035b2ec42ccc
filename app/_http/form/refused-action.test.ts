import { expect, test } from '@/test/unit'
import { reasonOf, refusedAction } from './refused-action'

test('a form says why it was refused, in words that only this site can send', () => {
  expect(reasonOf(new Error(refusedAction('cross-site', 'It came from: elsewhere.')))).toBe('It came from: elsewhere.')
  for (const rejected of ['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed'])
    expect(reasonOf(new TypeError(rejected))).toMatch(/^We couldn’t reach this site and don’t know whether it got/)
  for (const other of [new Error('An unexpected response was received.'), new Error('Bad gateway'), 'x', undefined])
    expect(reasonOf(other)).toMatch(/^We got an unexpected answer\. Check whether it worked/)
})

test('only a request that the browser never sent is said not to have been sent', () => {
  expect(reasonOf(new TypeError('Failed to fetch'), true)).toMatch(/^You’re offline, so nothing was sent\./)
  for (const other of [new Error('Connection closed.'), new Error('Bad gateway'), new TypeError('network error')])
    expect(reasonOf(other, true)).toMatch(/Check whether it worked before you try again\.$/)
})

test('if an answer broke off, a form does not claim that nothing was changed', () => {
  for (const broken of [new Error('Connection closed.'), new TypeError('network error'), new TypeError('undefined')])
    expect(reasonOf(broken)).toMatch(/^The connection was lost .* Check whether it worked before you try again\.$/)
})
