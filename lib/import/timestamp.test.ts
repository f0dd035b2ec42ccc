import fc from 'fast-check'
import { expect, test } from 'playwright/test'
import { readMoment } from './timestamp'

const moments: [written: string, read: string][] = [
  // As Python's utcnow, PostgreSQL, JavaScript and spreadsheets write them.
  ['2021-03-04 05:06:07.123456', '2021-03-04T05:06:07.123456Z'],
  ['2021-03-04 05:06:07', '2021-03-04T05:06:07.000000Z'],
  ['2021-03-04T05:06:07.1Z', '2021-03-04T05:06:07.100000Z'],
  ['2021-03-04 05:06:07.123456+00', '2021-03-04T05:06:07.123456Z'],
  ['2021-03-04T05:06:07+05:30', '2021-03-03T23:36:07.000000Z'],
  ['2021-03-04T05:06:07-0800', '2021-03-04T13:06:07.000000Z'],
  ['2021-03-04 05:06', '2021-03-04T05:06:00.000000Z'],
  ['2021-03-04', '2021-03-04T00:00:00.000000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000000Z'],
  ['2021-03-04T05:06:07.123456789z', '2021-03-04T05:06:07.123456Z'],
  ['1969-12-31 23:59:59.5', '1969-12-31T23:59:59.500000Z'],
]

test('a moment is read to the microsecond, and as UTC where it names no zone', () => {
  for (const [written, read] of moments) expect(readMoment(written)?.text, written).toBe(read)
})

test('what is no moment is none', () => {
  const none = ['', 'infinity', 'yesterday', '04/03/2021', '1614834367', '2021-02-31', '2023-02-29', '2021-13-01']
  const near = [
    '2021-00-10',
    '2021-03-04 24:00',
    '2021-03-04 05:60',
    '2021-03-04 05:06:61',
    '0044-03-15 BC',
    '20210304',
  ]
  const farOff = ['9999-12-31T23:59:59-05:00', '2021-03-04T05:06:07+15:00', '2021-03-04T05:06:07+01:60']
  for (const text of [...none, ...near, ...farOff, '2021-03-04T05:06:07\n2021', `2021-03-04${' '.repeat(50_000)}x`])
    expect(readMoment(text), text).toBeUndefined()
})

test('whatever JavaScript writes is the moment that it meant', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
      expect(readMoment(date.toISOString())?.milliseconds).toBe(date.getTime())
    }),
  )
})
