import type { Page, Route } from 'playwright/test'

export type Refusal = {
  name: string
  /** What the browser shows: in the form with script, as a page without it. */
  says: RegExp
  code: string
  /** Changes the next form that is sent, as a network, a clock or an upgrade would. */
  bring: (page: Page) => Promise<unknown>
  /** Cannot happen to a button without fields when script sends it. */
  byFields?: true
}

/** Every reason to refuse a form before its action runs, once its page is open. */
export const refusals: Refusal[] = [
  {
    name: 'a form of the build before an upgrade',
    says: /This page is out of date/,
    code: 'page-outdated',
    bring: (page) => change(page, ({ headers, body }) => ({ headers: renamed(headers), body: renamedIn(body) })),
  },
  {
    name: 'a form that is too long',
    says: /The form is too large: 16 KiB is the limit/,
    code: 'too-large',
    bring: (page) => addField(page, 20_000),
    byFields: true,
  },
  {
    name: 'a form that is far too long',
    says: /The form is too large: 16 KiB is the limit/,
    code: 'too-large',
    bring: (page) => addField(page, 3_000_000),
    byFields: true,
  },
  {
    name: 'a form of another type',
    says: /We couldn’t recognize the form/,
    code: 'not-json',
    bring: (page) =>
      change(page, ({ headers, body }) => ({ headers: { ...headers, 'content-type': 'application/x-form' }, body })),
  },
  {
    name: 'a form that arrives in part',
    says: /We couldn’t read the form/,
    code: 'malformed-form',
    bring: (page) => change(page, ({ headers, body }) => ({ headers, body: body.slice(0, -20) })),
  },
]

type Sent = { headers: Record<string, string>; body: string }

async function change(page: Page, by: (sent: Sent) => Sent): Promise<void> {
  await page.route('**/*', async (route: Route) => {
    const request = route.request()
    if (request.method() !== 'POST') return route.continue()
    const sent = { headers: await request.allHeaders(), body: request.postDataBuffer()?.toString('latin1') ?? '' }
    const { headers, body } = by(sent)
    return route.continue({ headers, postData: Buffer.from(body, 'latin1') })
  })
}

const BEFORE = '4'.repeat(42)

function renamed(headers: Record<string, string>): Record<string, string> {
  return headers['next-action'] ? { ...headers, 'next-action': BEFORE } : headers
}

function renamedIn(body: string): string {
  return body.replace(/"id":"\w+"/, `"id":"${BEFORE}"`).replace(/\$ACTION_ID_\w+/, `$$ACTION_ID_${BEFORE}`)
}

function addField(page: Page, length: number): Promise<void> {
  return page.locator('main form').evaluateAll((forms, size) => {
    for (const form of forms) {
      const field = form.ownerDocument.createElement('input')
      Object.assign(field, { type: 'hidden', name: 'note', value: 'x'.repeat(size) })
      form.append(field)
    }
  }, length)
}
