import { expect, test } from '@/test/unit'
import { nameKey, nameKeys } from './name-keys'

test('a name is compared in both orders', () => {
  const keys = { nameKey: 'ada king lovelace', lastNameKey: 'lovelace ada king' }
  expect(nameKeys({ firstName: 'Ada King', lastName: 'Lovelace' })).toEqual(keys)
})

const same: [string, string][] = [
  ['ADA', 'ada'],
  ['  Ada \u00a0\t Lovelace ', 'ada lovelace'],
  ['Jose\u0301', 'Jos\u00e9'],
  ['STRASSER', 'Straßer'],
  ['ΝΊΚΟΣ', 'Νίκος'],
  ['Ａｄａ', 'Ada'],
  ['ﬁona', 'Fiona'],
  ['Iшмаел', 'iШМАЕЛ'],
]
for (const [one, other] of same)
  test(`“${one}” and “${other}” are found by the same text`, () => {
    expect(nameKey(one)).toBe(nameKey(other))
    expect(nameKey(nameKey(one))).toBe(nameKey(one))
  })

test('similar names stay different', () => {
  expect(nameKey('José')).not.toBe(nameKey('Jose'))
  expect(nameKey('Anna Maria')).not.toBe(nameKey('Annamaria'))
})

test('the beginning of a word in capitals finds the whole word, also where a letter depends on its place', () => {
  expect(nameKey('ΝΊΚΟΣΤΡΑΤΟΣ').startsWith(nameKey('νίκος'))).toBe(true)
})

test('a key fits into an index however long its name becomes, ends with a whole character, and suits the database', () => {
  for (const name of ['\ufdfa'.repeat(100), '😀'.repeat(300), `x${'😀'.repeat(300)}`]) {
    const { nameKey: key } = nameKeys({ firstName: name, lastName: name })
    expect(Buffer.byteLength(key)).toBeLessThan(2_000)
    expect(key.isWellFormed()).toBe(true)
  }
  expect(nameKey('A\0d\ud800a')).toBe('ada')
})
