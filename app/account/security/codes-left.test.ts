import { expect, test } from '@/test/unit'
import { codesLeft, usedCodeNotice } from './codes-left'

test('a page that counts recovery codes asks for new ones before they run out', () => {
  expect([10, 4, 3, 1, 0].map(codesLeft)).toEqual([
    '10 codes left',
    '4 codes left',
    '3 codes left. Make new ones before you run out.',
    '1 code left. Make new ones before you run out.',
    'No codes left. Make new ones now.',
  ])
})

test('a login with a recovery code says how many are left', () => {
  expect([9, 1, 0].map(usedCodeNotice)).toEqual([
    'You logged in with a recovery code. 9 are left.',
    'You logged in with a recovery code. 1 is left.',
    'You logged in with your last recovery code. Make new ones now.',
  ])
})
