import { expect, test } from '@/test/unit'
import { code } from './code'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code'

test('ten codes of 120 random bits are made, each sign of the alphabet as often as the others [M9]', () => {
  const { codes, hashes } = newRecoveryCodes('ann')
  expect(new Set(codes).size).toBe(10)
  expect(new Set(hashes).size).toBe(10)
  for (const each of codes) expect(each).toMatch(/^([0-9a-hjkmnp-tv-z]{6}-){3}[0-9a-hjkmnp-tv-z]{6}$/)
  const signs = Array.from({ length: 200 }, () => newRecoveryCodes('ann').codes)
    .flat()
    .join('')
    .replaceAll('-', '')
  expect(new Set(signs).size).toBe(32)
  // 32 signs for each of 24 places are 120 bits, at least the 112 that need no slow hash.
  expect(24 * Math.log2(new Set(signs).size)).toBeGreaterThanOrEqual(112)
  const counts = [...new Set(signs)].map((sign) => signs.split(sign).length - 1)
  // 1500 are expected of each, with a deviation of 38.
  expect(Math.min(...counts)).toBeGreaterThan(1_250)
  expect(Math.max(...counts)).toBeLessThan(1_750)
})

test('only digests are stored, and the same code has another one for another account [M9]', () => {
  const { codes, hashes } = newRecoveryCodes('ann')
  expect(hashes).toEqual(codes.map((each) => hashRecoveryCode('ann', each)))
  for (const hash of hashes) expect(hash).toMatch(/^[\w-]{43}$/)
  expect(codes.map((each) => hashRecoveryCode('bob', each)).filter((hash) => hashes.includes(hash))).toEqual([])
})

test('a code has one digest, however it is written', () => {
  const [written] = newRecoveryCodes('ann').codes as [string]
  const hash = hashRecoveryCode('ann', written)
  const spellings = [written.toUpperCase(), written.replaceAll('-', ' '), written.replaceAll('-', '')]
  for (const each of [...spellings, written.replaceAll('0', 'O').replaceAll('1', 'l')])
    expect([each, hashRecoveryCode('ann', code.parse(each))]).toEqual([each, hash])
})
