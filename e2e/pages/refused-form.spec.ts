import { everyday } from '../support/needs'
import { actionFields } from '../support/requests/action-fields'
import { exchange, lines } from '../support/requests/raw-connection'
import { fill, press } from '../support/steps/person'
import { refusals } from '../support/steps/refused-forms'
import { expect, test } from '../support/test'

const [ofBuildBefore] = refusals

for (const script of [true, false]) {
  test.describe(script ? 'with script' : 'without script', () => {
    test.use({ script })

    test('a form refused before it is read says why, and nothing typed is lost', { tag: everyday }, async ({
      page,
      person,
    }) => {
      await page.goto('/login')
      await fill(page, { email: person.email, password: person.password })
      await ofBuildBefore!.bring(page)
      await press(page, 'login')
      await expect(page.getByText(ofBuildBefore!.says)).toBeVisible()
      if (script) await expect(page.getByLabel('Email', { exact: true })).toHaveValue(person.email)
      else await expect(page.getByRole('link', { name: 'Reload the page' })).toHaveAttribute('href', '/login')
    })
  })
}

test('a form sent in chunks without a length, as proxies do, is read like any other [A12 F10]', {
  tag: everyday,
}, async ({ request, site, person }) => {
  const own = actionFields(await (await request.get('/login')).text())
  const { id } = JSON.parse(own['$ACTION_1:0']!)
  const typed = { email: person.email, password: person.password }
  const byScript = { _1_email: typed.email, _1_password: typed.password, 0: '["$undefined","$K1"]' }
  const said = 'Wrong email or password.'
  const send = (path: string, headers: string[], pieces: string[]) => {
    const body = [...pieces, ''].map((each) => `${Buffer.byteLength(each).toString(16)}\r\n${each}\r\n`).join('')
    const head = [`Origin: ${site.url}`, 'Transfer-Encoding: chunked', 'Connection: close', ...headers]
    return exchange(site.url, lines(`POST ${path} HTTP/1.1`, head, body))
  }
  const form = ['Content-Type: multipart/form-data; boundary=boundary']
  for (const [headers, fields] of [
    [form, { ...own, ...typed }],
    [[...form, `Next-Action: ${id}`], byScript],
  ] as const) {
    const answer = await send('/login', [...headers], inPieces(written(fields)))
    expect(answer.statuses).toEqual([200])
    expect(answer.text).toContain(said)
    const endless = await send('/login', [...headers], Array(40).fill('x'.repeat(1000)))
    expect(endless.statuses).toEqual([413])
  }
  const json = ['Content-Type: application/json']
  const answer = await send('/api/login', json, inPieces(JSON.stringify(typed)))
  expect([answer.statuses, answer.text.includes('invalid-credentials')]).toEqual([[401], true])
  expect((await send('/api/login', json, Array(40).fill(' '.repeat(1000)))).statuses).toEqual([413])
})

function written(fields: Record<string, string>): string {
  // Sorted, because part 0 must come last and JavaScript objects list integer keys first.
  const ordered = Object.entries(fields).sort(([a], [b]) => Number(a === '0') - Number(b === '0'))
  const parts = ordered.map(
    ([name, value]) => `--boundary\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--boundary--\r\n`
}

function inPieces(body: string): string[] {
  return body.match(/[\s\S]{1,50}/g) ?? []
}
