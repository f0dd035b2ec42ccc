import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { lifetime } from './lifetime'

test('a lifetime is given in the largest unit that fits', () => {
  const minutes = [1, 30, 60, 90, 120, 24 * 60, 36 * 60, 7 * 24 * 60]
  expect(minutes.map(lifetime)).toEqual([
    'one minute',
    '30 minutes',
    'one hour',
    '90 minutes',
    '2 hours',
    'one day',
    '36 hours',
    '7 days',
  ])
})
