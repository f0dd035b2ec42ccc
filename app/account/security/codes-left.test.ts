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
    '9 recovery codes are left. Lost your phone? Set up a new app now.',
    '1 recovery code is left. Lost your phone? Set up a new app now.',
    'You’ve used your last recovery code. Lost your phone? Set up a new app now.',
  ])
})
