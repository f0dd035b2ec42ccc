import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { brandFolder } from '@/e2e/support/servers/brand-folder'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { Agreement } from './agreement'

const terms = 'https://acme.example/terms'
const privacy = 'mailto:privacy@acme.example'
const link = (href: string, text: string) => `<a href="${href}" target="_blank" rel="noopener">${text}</a>`

const sentences: [links: object, sentence: string][] = [
  [
    { terms, privacy },
    `By creating an account, you agree to the ${link(terms, 'Terms')} and ${link(privacy, 'Privacy Policy')}.`,
  ],
  [{ terms }, `By creating an account, you agree to the ${link(terms, 'Terms')}.`],
  [{ privacy }, `By creating an account, you agree to the ${link(privacy, 'Privacy Policy')}.`],
  [{ help: terms }, ''],
]
for (const [links, sentence] of sentences) {
  test(`a new account owner agrees to what exists: ${Object.keys(links).join(' and ')}`, async () => {
    await withSettings({ BRAND_DIR: brandFolder({ links }) }, async () => {
      const html = renderToStaticMarkup(createElement(Agreement))
      expect(html).toBe(sentence && `<p class="aside">${sentence}</p>`)
    })
  })
}
