import fc from 'fast-check'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
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
  // Ruby, BigQuery, Java, SQL Server and MySQL.
  ['2021-03-04 05:06:07 UTC', '2021-03-04T05:06:07.000000Z'],
  ['2021-03-04T05:06:07+01:00[Europe/Paris]', '2021-03-04T04:06:07.000000Z'],
  ['2021-03-04T05:06:07,123Z', '2021-03-04T05:06:07.123000Z'],
  ['2021-03-04 05:06:07.1234567 +00:00', '2021-03-04T05:06:07.123456Z'],
  ['2021/03/04 05:06:07', '2021-03-04T05:06:07.000000Z'],
  ['Mar  4 2021  5:06PM', '2021-03-04T17:06:00.000000Z'],
  ['Mar  4 2021 12:06:07:123AM', '2021-03-04T00:06:07.123000Z'],
  ['04-MAR-2021 05:06:07', '2021-03-04T05:06:07.000000Z'],
  // Since 1970, in seconds, thousandths, millionths and billionths.
  ['1614834367', '2021-03-04T05:06:07.000000Z'],
  ['1614834367.25', '2021-03-04T05:06:07.250000Z'],
  ['1614834367123', '2021-03-04T05:06:07.123000Z'],
  ['1614834367123456', '2021-03-04T05:06:07.123456Z'],
  ['1614834367123456789', '2021-03-04T05:06:07.123456Z'],
  // ASP.NET, HTTP and JavaScript.
  ['/Date(1614834367123)/', '2021-03-04T05:06:07.123000Z'],
  ['/Date(1614834367123+0200)/', '2021-03-04T05:06:07.123000Z'],
  ['Thu, 04 Mar 2021 05:06:07 GMT', '2021-03-04T05:06:07.000000Z'],
  ['Thu Mar 04 2021 05:06:07 GMT+0100 (Central European Time)', '2021-03-04T04:06:07.000000Z'],
]

test('a date is read to the microsecond, and as UTC if it has no zone', () => {
  for (const [written, read] of moments) expect(readMoment(written)?.text, written).toBe(read)
})

test('an invalid date is rejected', () => {
  const none = ['', 'infinity', 'yesterday', '04/03/2021', '0', '1', '2021-02-31', '2023-02-29', '2021-13-01']
  const near = [
    '2021-00-10',
    '2021-03-04 24:00',
    '2021-03-04 05:60',
    '2021-03-04 05:06:61',
    '0044-03-15 BC',
    '20210304',
    '20210304050607',
    '202103040506',
    '161483436',
    '1.61483E+12',
    '2021-03/04',
    '2021-03-04T05:06:07[Europe/Paris]',
    'Thu, 04 Mar 2021 05:06:07 EST',
    '04-MAR-21 05.06.07.000000 AM',
    '31-FEB-2021',
    'Mar 4 2021 13:06PM',
    '/Date(soon)/',
    '-infinity',
  ]
  const farOff = ['9999-12-31T23:59:59-05:00', '2021-03-04T05:06:07+15:00', '2021-03-04T05:06:07+01:60']
  for (const text of [...none, ...near, ...farOff, '2021-03-04T05:06:07\n2021', `2021-03-04${' '.repeat(50_000)}x`])
    expect(readMoment(text), text).toBeUndefined()
})

test('every date format of JavaScript is read correctly', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }), (date) => {
      expect(readMoment(date.toISOString())?.milliseconds).toBe(date.getTime())
    }),
  )
})
