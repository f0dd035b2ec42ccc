import { test } from 'playwright/test'
import { brandFolder, wholeBrand } from '@/e2e/support/servers/brand-folder'
import { sampleEmails } from '@/test/emails/sample-emails'
import { expect } from '@/test/expect'
import { withSettings } from '@/test/with-settings'

const acme = (brand: object = wholeBrand) => ({ APP_NAME: 'Acme & <b>Sons</b>', BRAND_DIR: brandFolder(brand) })

for (const [kind, sample] of Object.entries(sampleEmails)) {
  test(`with a brand, ${kind} shows the attached logo, loads nothing and ends with the operator’s links`, async () => {
    await withSettings(acme(), async () => {
      const { html, text } = await sample()
      expect(html.match(/<img[^>]*>/g)).toEqual([
        expect.stringMatching(
          /^<img src="cid:logo@rekey" alt="Acme &amp; &lt;b&gt;Sons&lt;\/b&gt;" width="160" height="40"/,
        ),
      ])
      expect(html).not.toMatch(/<link|@import|@font-face|url\(|src="(?!cid:)/)
      for (const href of ['mailto:help@acme.example', 'https://acme.example/terms?a=1&amp;b=2'])
        expect(html).toContain(`<a href="${href}"`)
      expect(html).toContain('Acme Widgets GmbH<br/>Hauptstraße 1, 10115 Berlin')
      expect(text.endsWith(ending)).toBe(true)
    })
  })
}

const ending = `
Acme & <b>Sons</b>
http://localhost:3000

Support: help@acme.example
Help: https://acme.example/help
Terms: https://acme.example/terms?a=1&b=2
Privacy Policy: https://acme.example/privacy
Imprint: https://acme.example/imprint
Website: https://acme.example/

Acme Widgets GmbH
Hauptstraße 1, 10115 Berlin
`

test('the buttons have the operator’s color in light and dark, and another brand gets an email of its own', async () => {
  await withSettings(acme(), async () => {
    const { html } = await sampleEmails['reset-password']()
    const [button = ''] = /<a [^>]*class="button"[^>]*>/.exec(html) ?? []
    expect(button).toContain('background-color:#7b2fbe;')
    expect(button).toContain('border:1px solid #7b2fbe')
    expect(html).toMatch(/\.button \{ background-color: #c9a2f2 !important[^}]*\} \}<\/style>/)
  })
  await withSettings(acme({ logo: 'logo.svg' }), async () => {
    const { html } = await sampleEmails['reset-password']()
    expect(html).not.toMatch(/#7b2fbe|#c9a2f2|<img|acme\.example/)
    expect(html).toContain('>Acme &amp; &lt;b&gt;Sons&lt;/b&gt;</p>')
  })
})

test('the email about a contest says how to reach the operator, if the brand does', async () => {
  await withSettings(acme(), async () => {
    expect((await sampleEmails['account-contested']()).text).toContain('You can reach them at help@acme.example.')
  })
  await withSettings({}, async () => {
    expect((await sampleEmails['account-contested']()).text).not.toContain('You can reach them')
  })
})
