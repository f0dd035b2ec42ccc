import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { appCode, code, codeOnPageOf, kindOf } from './code'

const RECOVERY = 'qqmmhf2scsmvfzbgwde1qdwx'
const WRITTEN = 'qqmmhf-2scsmv-fzbgwd-e1qdwx'

test('six digits are the code of an app, and 24 of Crockford’s signs are a recovery code', () => {
  for (const typed of ['123456', '123 456', ' 123-456\n', '123\u00a0456', '\u200b123456', '1 2 3 4 5 6'])
    expect([typed, code.parse(typed), kindOf(code.parse(typed))]).toEqual([typed, '123456', 'authenticator-app'])
  for (const typed of [WRITTEN, WRITTEN.toUpperCase(), RECOVERY, ` ${WRITTEN.replaceAll('-', '–')} `])
    expect([typed, code.parse(typed), kindOf(code.parse(typed))]).toEqual([typed, RECOVERY, 'recovery-code'])
  expect(kindOf(code.parse('0'.repeat(24)))).toBe('recovery-code')
})

test('letters that look like digits are read as these in a recovery code and nowhere else', () => {
  expect(code.parse('qqmmhf-2scsmv-fzbgwd-eIqdwO')).toBe('qqmmhf2scsmvfzbgwde1qdw0')
  for (const typed of ['12345o', 'l23456']) expect(code.safeParse(typed).success).toBe(false)
})

const neither = ['12345', '1234567', '１２３４５６', '١٢٣٤٥٦', 'abcdef', '-', RECOVERY.slice(1), `${RECOVERY}0`]
test('all else is refused as input, which costs no attempt', () => {
  for (const typed of [...neither, RECOVERY.replace('q', 'u'), 'x'.repeat(10_000), `123456${' '.repeat(100)}`])
    expect([typed, code.safeParse(typed).error?.issues.map(({ message }) => message)]).toEqual([
      typed,
      ['Enter a code of 6 digits, or a recovery code of 24 letters and digits.'],
    ])
  for (const typed of ['', undefined, null, 123456, ['123456'], { length: 6 }])
    expect(code.safeParse(typed).error?.issues.map(({ message }) => message)).toEqual(['Enter your code.'])
})

test('where only an app’s code counts, a recovery code is refused as input', () => {
  expect(appCode.parse('123 456')).toBe('123456')
  expect(messagesOf(appCode.safeParse(WRITTEN))).toEqual([
    'Recovery codes work only for logging in. Enter the 6 digits from your authenticator app.',
  ])
  for (const typed of neither)
    expect(messagesOf(appCode.safeParse(typed))).toEqual(['Enter the 6 digits from your authenticator app.'])
})

test('each page of the second step takes both kinds, and asks again for the one that it shows', () => {
  const { 'authenticator-app': app, 'recovery-code': recovery } = codeOnPageOf
  for (const either of [app, recovery])
    expect([either.parse('123 456'), either.parse(WRITTEN)]).toEqual(['123456', RECOVERY])
  for (const typed of neither) {
    expect(messagesOf(app.safeParse(typed))).toEqual(['Enter the 6 digits from your authenticator app.'])
    expect(messagesOf(recovery.safeParse(typed))).toEqual(['Enter a whole recovery code: 24 letters and digits.'])
  }
  expect(messagesOf(recovery.safeParse(''))).toEqual(['Enter your code.'])
})

function messagesOf({ error }: { error?: { issues: { message: string }[] } }) {
  return error?.issues.map(({ message }) => message)
}
