import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { chanceOf, takesLonger } from './takes-longer'

const times = (of: (round: number) => number) => Array.from({ length: 14 }, (_, round) => of(round))
const usual = times((round) => 100 + (round % 5) * 10)

test('work that is slower in every round is found, and one slow moment is ignored', () => {
  expect(
    takesLonger(
      usual.map((time) => time * 1.6),
      usual,
      1.5,
    ),
  ).toBe(true)
  expect(
    takesLonger(
      usual.map((time, round) => (round === 3 ? 9_000 : time)),
      usual,
      1.5,
    ),
  ).toBe(false)
  expect(
    takesLonger(
      usual.map((time, round) => (round % 2 ? time * 4 : time - 1)),
      usual,
      1.5,
    ),
  ).toBe(false)
  expect(
    takesLonger(
      usual.map((time) => time * 1.1),
      usual,
      1.5,
    ),
  ).toBe(false)
})

test('the probability is that of a fair coin', () => {
  expect(chanceOf(14, 14)).toBeCloseTo(2 ** -14)
  expect(chanceOf(0, 14)).toBeCloseTo(1)
  expect(chanceOf(2, 2) + chanceOf(0, 2) - chanceOf(1, 2)).toBeCloseTo(0.5)
})
