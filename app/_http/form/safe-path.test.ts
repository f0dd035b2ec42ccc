import fc from 'fast-check'
import { anyText } from '@/e2e/support/any-text'
import { hostilePaths } from '@/test/hostile-paths'
import { expect, test } from '@/test/unit'
import { safePath } from './safe-path'

const own = 'http://localhost:3000'

for (const next of [
  '/account',
  '/',
  '/account?tab=devices',
  '/account#top',
  '/problems/link-used',
  '/a//b',
  '/a?next=//evil.test',
]) {
  test(`${next} is followed`, () => {
    expect(safePath(next)).toBe(next)
  })
}

for (const next of hostilePaths) {
  test(`${JSON.stringify(next)} leads to the account instead [B13]`, () => {
    expect(safePath(next)).toBe('/account')
  })
}

test('a value that is not text leads to the account', () => {
  for (const next of [undefined, null, 7, {}, ['/account'], new File([], 'x')]) expect(safePath(next)).toBe('/account')
})

test('whatever is requested, a browser stays on this site [B13]', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '//',
    '.',
    '..',
    ':',
    '@',
    '%2f',
    '%5c',
    '%09',
    '\t',
    '\n',
    'evil.test',
    'https:',
    'a',
    '?',
    '#',
    '%',
    ' ',
  )
  const texts = fc.oneof(
    fc.array(parts, { maxLength: 8 }).map((list) => list.join('')),
    fc.webUrl(),
    anyText(),
  )
  fc.assert(
    fc.property(texts, (text) =>
      [text, `/${text}`]
        .map((path) => safePath(path))
        .every((path) => /^\/(?![/\\])[!-~]*$/.test(path) && originOf(path) === own),
    ),
    { numRuns: 500 },
  )
})

test('no path leads elsewhere even if a browser or proxy drops spaces, turns slashes or decodes characters [B13]', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '%2f',
    '%5c',
    '%25',
    '2f',
    '5c',
    '%',
    '.',
    '..',
    '%2e',
    '\t',
    '\r',
    '%09',
    '@',
    ':',
    'evil.test',
    '?',
    '#',
    ';',
    'a',
  )
  const readings = [
    (text: string) => text.replace(/[\t\r\n]/g, ''),
    (text: string) => text.replaceAll('\\', '/'),
    (text: string) => text.replace(/%5c/gi, '/'),
    (text: string) =>
      text
        .replace(/[\t\r\n]/g, '')
        .replaceAll('\\', '/')
        .trim(),
  ]
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 9 }), (list) => {
      const path = safePath(`/${list.join('')}`)
      return readings.every((read) => originOf(read(path)) === own) && safePath(path) === path
    }),
    { numRuns: 2_000 },
  )
})

function originOf(path: string): string {
  return new URL(path, own).origin
}
