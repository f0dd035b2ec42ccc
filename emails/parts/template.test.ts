import fc from 'fast-check'
import { test } from 'playwright/test'
import { createElement } from 'react'
import { Action } from '@/emails/parts/action'
import { EmailLayout, Paragraph } from '@/emails/parts/email-layout'
import { plainText } from '@/emails/parts/plain-text'
import { render } from '@/emails/parts/render'
import { template } from '@/emails/parts/template'
import { expect } from '@/test/expect'

type Said = { name?: string; when: string; link: string }

let timesWritten = 0
const emailOf = template((said: Said, by: string) => {
  timesWritten += 1
  return { subject: 'An email', body: bodyWith(said, by) }
})

const words = fc.string({ unit: fc.constantFrom(...'ab&<>"\'/=;#$`\ue000\ue001'), minLength: 1 })
const said = fc.record({ name: fc.option(words, { nil: undefined }), when: words, link: words })

test('a filled-in email equals the one that React would have rendered [L4]', async () => {
  await fc.assert(
    fc.asyncProperty(said, fc.constantFrom('change', 'reset'), async (each, by) => {
      const body = bodyWith(each, by)
      const [html, text] = [await render(body), plainText(body)]
      expect(await emailOf(each, by)).toEqual({ subject: 'An email', html, text })
    }),
    { numRuns: 100 },
  )
})

test('each variant is rendered once and contains nothing from an earlier email', async () => {
  timesWritten = 0
  await emailOf({ name: 'Ada', when: 'then', link: 'https://example.com/?token=ada' }, 'once')
  const { html, text } = await emailOf({ name: 'Eve', when: 'now', link: 'https://example.com/?token=eve' }, 'once')
  expect(timesWritten).toBe(1)
  expect(html + text).not.toMatch(/ada|then/i)
  await emailOf({ when: 'now', link: 'https://example.com/?token=eve' }, 'once')
  await emailOf({ when: 'now', link: 'https://example.com/?token=eve' }, 'again')
  expect(timesWritten).toBe(3)
})

test('a mark that appears inside a value is not replaced', async () => {
  const { text } = await emailOf({ when: '\ue000link\ue001', link: 'https://example.com/?token=ada' }, 'change')
  expect(text).toContain('It was changed \ue000link\ue001 by')
})

function bodyWith({ name, when, link }: Said, by: string) {
  return createElement(
    EmailLayout,
    { subject: 'An email', name, preview: 'A preview', children: undefined },
    createElement(Paragraph, undefined, `It was changed ${when} by ${by}.`),
    createElement(Paragraph, undefined, 'Now: ', when, createElement(Action, { href: link, label: 'Look' })),
  )
}
