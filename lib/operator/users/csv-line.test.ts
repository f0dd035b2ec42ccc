import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { csvLine } from './csv-line'

test('no value of a CSV is a formula to a spreadsheet', () => {
  for (const value of ['=cmd|x', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\n@x'])
    expect(csvLine([value]), JSON.stringify(value)).toBe(`"'${value}"\r\n`)
})

test('quotes are doubled, commas and line endings stay in their field, and a missing value is empty', () => {
  expect(csvLine(['a "b"', 'c,d', 'e\nf', null, '0123', 'O’Brien-=x'])).toBe(
    '"a ""b""","c,d","e\nf","","0123","O’Brien-=x"\r\n',
  )
  // A quote cannot end the field and begin a formula in the next one.
  expect(csvLine(['x",=1,"'])).toBe('"x"",=1,"""\r\n')
})
