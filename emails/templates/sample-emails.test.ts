import { test } from 'playwright/test'
import { config } from '@/lib/config'
import { sampleEmails } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'

for (const [kind, sample] of Object.entries(sampleEmails)) {
  test(`${kind} is small, self-contained, and made for light and dark`, async () => {
    const { html } = await sample()
    expect(Buffer.byteLength(html)).toBeLessThan(15_000)
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>')
    expect(html).not.toMatch(/<img|<link|@import|@font-face|url\(/)
    // Every element with a color of its own has one for dark mode too.
    for (const [, name] of html.matchAll(/class="([^"]*)"/g)) expect(darkSchemeOf(html)).toContain(`.${name} {`)
  })

  test(`the subject of ${kind} names the product, on one short line`, async () => {
    const { subject, html } = await sample()
    expect(subject).toContain(config().APP_NAME)
    expect(subject).toMatch(/^[^\p{Cc}]{1,60}$/u)
    expect(html).toContain(`<title>${subject}</title>`)
  })

  test(`${kind} repeats no phone number`, async () => {
    expect((await sample()).text.replace(/\S+:\/\/\S+|203\.0\.113\.9/g, '')).not.toMatch(/\d{5}/)
  })
}

function darkSchemeOf(html: string): string {
  return /@media \(prefers-color-scheme: dark\) \{(.*?)<\/style>/s.exec(html)?.[1] ?? ''
}
