import fc from 'fast-check'
import { test } from 'playwright/test'
import { anyText } from '@/e2e/support/any-text'
import { hrefsOf, type Said, sampleEmails } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'

const signs = ['Bob', ' ', '\r\n', 'Bcc: x@evil.test', '<script>', '</bdi>', '&lt;', '\u202e', '\u2066', '{{7*7}}']
const links = ['http://evil.test', 'evil.test', 'evil.test/win', 'evil.test?x', '//', '@', '.', '"', "'", '--']
const broken = ['\u0000', '\ud800', '<a href="http://evil.test">', '](http://evil.test)', 'on Linux']
const hostile = fc.array(fc.constantFrom(...signs, ...links, ...broken)).map((parts) => parts.join(''))
const anything = fc.oneof(anyText(), hostile)
const address = fc.oneof(
  anything,
  hostile.map((text) => `${text}@evil.test`),
)

for (const [kind, sample] of Object.entries(sampleEmails)) {
  test(`a name changes nothing in ${kind} except its greeting [A16, L4]`, async () => {
    const plain = await sample()
    await hold(anything, async (firstName) => {
      const { subject, html, text } = await sample({ firstName })
      expect(subject).toBe(plain.subject)
      expect(bodyOf(text)).toBe(bodyOf(plain.text))
      expect(text.split('\n')[0]).toMatch(/^Hello( [^<>@:/\p{Cc}\u202a-\u202e\u2066-\u2069]{1,40})?,$/u)
      expect(withoutName(html)).toBe(withoutName(plain.html))
    })
  })

  test(`no email, device name, passkey name or IP address adds a line, a tag or a link to ${kind} [A16, L4]`, async () => {
    const plain = await sample()
    const said = fc.record({ email: address, device: anything, ip: anything, passkey: anything })
    await hold(said, async (words: Partial<Said>) => {
      const content = await sample(words)
      expect(content.subject).toBe(plain.subject)
      expect(tagsOf(content.html)).toEqual(tagsOf(plain.html))
      expect(hrefsOf(content)).toEqual(hrefsOf(plain))
      expect(content.text.split('\n')).toHaveLength(plain.text.split('\n').length)
      expect(linksIn(content.text)).toEqual(linksIn(plain.text))
      expect(content.text).not.toMatch(/[\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
    })
  })
}

test('an email address is shown, isolated from the text around it [L4]', async () => {
  for (const email of ["o'brien+rekey@example.com", 'jõgi@jõgeva.ee', '\u202eada@example.com']) {
    const { html, text } = await sampleEmails['email-changed']({ email })
    const shown = email.replace('\u202e', '')
    expect(text).toContain(`The new email is ${shown}. `)
    expect(html).toContain(`<bdi>${shown.replaceAll("'", '&#x27;')}</bdi>`)
  }
})

test('an email address that could be read as a link is not shown', async () => {
  for (const email of ['evil.test/win@evil.test', 'evil.test?win@evil.test', 'evil.test#win@evil.test']) {
    expect((await sampleEmails['email-changed']({ email })).text).toContain(
      'We don’t show the new email here because it looks like a link.',
    )
    expect((await sampleEmails.welcome({ email })).text).toContain(
      'Log in with the email address that this email was sent to:',
    )
  }
})

/** A few runs for each sample are enough, because there are many samples and they share the same checks. */
function hold<T>(arbitrary: fc.Arbitrary<T>, property: (value: T) => Promise<void>) {
  return fc.assert(fc.asyncProperty(arbitrary, property), { numRuns: 30 })
}

const bodyOf = (text: string) => text.slice(text.indexOf('\n'))
const withoutName = (html: string) => html.replace(/Hello(?: <bdi>[^<]*<\/bdi>)?,/, 'Hello,')
const tagsOf = (html: string) => html.match(/<(?!\/?bdi>|!-- -->)[^>]*>/g)
const linksIn = (text: string) => text.match(/\S*(?:\/|\?\w|#\w)\S*/g)
