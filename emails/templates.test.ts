import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'playwright/test'
import { passwordChangedEmail } from '@/emails/password-changed'
import { resetPasswordEmail } from '@/emails/reset-password'
import { welcomeEmail } from '@/emails/welcome'
import { config } from '@/lib/config'

process.env.AUTH_SECRET ??= randomBytes(32).toString('base64')

const at = new Date('2026-11-03T14:05:59Z')
const link = () => `${config().APP_URL}/reset-password?token=eyJhbGciOiJIUzI1NiJ9.a-b_c.d&x=1`

const letters = {
  reset: (firstName: string, ip?: string) =>
    resetPasswordEmail({ firstName, link: link(), lifetimeMinutes: 60, requestedAt: at, ip }),
  changed: (firstName: string, ip?: string) => passwordChangedEmail({ firstName, changedAt: at, ip }),
  welcome: (firstName: string) => welcomeEmail({ firstName, email: 'ada@example.com' }),
}

test('the reset mail says who asked, when, from where, how long, and what to do otherwise', async () => {
  const { APP_NAME, APP_URL } = config()
  const { subject, text } = await letters.reset('Ada', '203.0.113.9')
  expect(subject).toBe(`Reset your ${APP_NAME} password`)
  expect(text).toBe(`Hello Ada,

Someone asked to reset the password of your ${APP_NAME} account on 3 November 2026 at 14:05 UTC, from the address 203.0.113.9.

If it was you, choose a new password here:

${link()}

The link works once, for one hour.

If it wasn’t you, ignore this mail: nothing has changed.

${APP_NAME}
${APP_URL}
`)
})

test('the notice of a new password says what happened and leads back in', async () => {
  const { APP_URL } = config()
  const { text } = await letters.changed('Ada', '2001:db8::7')
  expect(text).toContain('was changed on 3 November 2026 at 14:05 UTC, from the address 2001:db8::7.')
  expect(text).toContain('Every device that was logged in has been logged out.')
  expect(text.split('\n')).toContain(`${APP_URL}/forgot-password`)
})

test('the welcome leads to the login, and a stranger to the way of taking the account over', async () => {
  const { APP_URL } = config()
  const { text } = await letters.welcome('Ada')
  expect(text.split('\n')).toEqual(expect.arrayContaining([`${APP_URL}/login`, `${APP_URL}/forgot-password`]))
  expect(text).toContain('Log in with the address ada@example.com here:')
})

test('the link is the button, the address below it, and alone on its line in the text', async () => {
  const { html, text } = await letters.reset('Ada')
  const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'))
  expect(hrefs).toEqual([link(), link(), config().APP_URL])
  expect(text.split('\n').filter((line) => line.includes('token='))).toEqual([link()])
})

test('every mail is small, self-contained, and made for light and dark', async () => {
  for (const letter of Object.values(letters)) {
    const { html } = await letter('Ada')
    expect(Buffer.byteLength(html)).toBeLessThan(15_000)
    expect(html).toContain('content="light dark"')
    expect(html).not.toMatch(/<img|<link|@import|@font-face|url\(/)
  }
})

test('an address that is none is not repeated', async () => {
  for (const ip of ['evil.example', '<b>', 'fe80::1%evil.example', '', '1.2.3.4, 5.6.7.8']) {
    expect((await letters.reset('Ada', ip)).text).toContain('at 14:05 UTC.')
  }
})

for (const [kind, letter] of Object.entries(letters)) {
  test(`no name changes the ${kind} mail but in its greeting`, async () => {
    const plain = await letter('Ada')
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), hostileName), async (name) => {
        const { subject, html, text } = await letter(name)
        expect(subject).toBe(plain.subject)
        expect(bodyOf(text)).toBe(bodyOf(plain.text))
        expect(text.split('\n')[0]).toMatch(/^Hello( [^<>@:/\p{Cc}\u202a-\u202e\u2066-\u2069]{1,40})?,$/u)
        expect(withoutName(html)).toBe(withoutName(plain.html))
      }),
      { numRuns: 100 },
    )
  })
}

const hostileName = fc
  .array(
    fc.constantFrom(
      'Bob',
      ' ',
      '\r\n',
      'Bcc: x@evil.test',
      '<script>',
      '</bdi>',
      '&lt;',
      '\u202e',
      '\u2066',
      '{{7*7}}',
      'http://evil.test',
      'evil.test',
      '.',
      '\u0000',
      '\ud800',
      '"',
      "'",
      '--',
    ),
  )
  .map((parts) => parts.join(''))

const bodyOf = (text: string) => text.slice(text.indexOf('\n'))
const withoutName = (html: string) => html.replace(/Hello(?: <bdi>[^<]*<\/bdi>)?,/, 'Hello,')
