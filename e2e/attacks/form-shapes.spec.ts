import { actionFields } from '../support/requests/action-fields'
import { type Answer, sendRequest } from '../support/requests/send-request'
import { expect, test, withoutLimits } from '../support/test'

type Fields = [name: string, value: string][]
type Sent = { parts?: string[]; type?: string; body?: string }

const BOUNDARY = 'boundary'
/** An action ID of another build. */
const BEFORE = '0'.repeat(42)
const part = (name: string, value: string, more = '', head = `name="${name}"`) =>
  `Content-Disposition: form-data; ${head}${more}\r\n\r\n${value}`
const file = '; filename="x"\r\nContent-Type: text/plain'

/** The bytes of a form, as browsers write it unless the case says otherwise. */
function written({ parts = [], type = `multipart/form-data; boundary=${BOUNDARY}`, body }: Sent) {
  const whole = `${parts.map((each) => `--${BOUNDARY}\r\n${each}\r\n`).join('')}--${BOUNDARY}--\r\n`
  return { type, body: body ?? whole }
}

/** Ambiguous variants of the form that a page sends without script. */
function shapesWithoutScript(own: Fields, typed: Fields): Record<string, Sent> {
  const of = (...fields: Fields[]) => fields.flat().map(([name, value]) => part(name, value))
  const [reference, first, bound, key] = own as [Fields[0], Fields[0], Fields[0], Fields[0]]
  const second: Fields = own.map(([name, value]) => [name.replace('_1', '_2'), value])
  const { id } = JSON.parse(first[1])
  const byId: Fields = [[`$ACTION_ID_${id}`, '']]
  const swap = (from: Fields[0], to: Fields[0]) => own.map((each) => (each === from ? to : each))
  const whole = of(own, typed)
  const head = (text: string) => [...of(own), `Content-Disposition: form-data; ${text}\r\n\r\na@b.co`]
  return {
    'two references': { parts: of(own, second, typed) },
    'two references, the second to nothing': { parts: of(own, [['$ACTION_REF_2', '']], typed) },
    'one reference twice': { parts: of([reference], own, typed) },
    'what is referred to, twice': { parts: of(own, [first], typed) },
    'the bound state twice': { parts: of(own, [bound], typed) },
    'the key twice': { parts: of(own, [key], typed) },
    'no key': { parts: of(own.slice(0, 3), typed) },
    'an id twice': { parts: of(byId, byId, typed) },
    'two ids': { parts: of(byId, [[`$ACTION_ID_${'0'.repeat(42)}`, '']], typed) },
    'an id and a reference': { parts: of(byId, own, typed) },
    'a reference and an id': { parts: of(own, byId, typed) },
    'an id with a value': { parts: of([[byId[0]![0], 'x']], typed) },
    'an id of no action': { parts: of([[`$ACTION_ID_${BEFORE}`, '']], typed) },
    'an id of a property of every object': { parts: of([['$ACTION_ID_toString', '']], typed) },
    'an id in capitals': { parts: of([[`$ACTION_ID_${id.toUpperCase()}`, '']], typed) },
    'no action': { parts: of(typed) },
    'a reference with a value': { parts: of(swap(reference, [reference[0], 'x']), typed) },
    'a reference to nothing': { parts: of([reference], typed) },
    'another key in what is referred to': {
      parts: of(swap(first, [first[0], `{"id":"${id}","id":"${id}","bound":"$@1"}`]), typed),
    },
    'bound to another part': {
      parts: of(swap(first, [first[0], `{"id":"${id}","bound":"$@2"}`]), [['$ACTION_1:2', '[]']], typed),
    },
    'bound to nothing': { parts: of(swap(first, [first[0], `{"id":"${id}","bound":null}`]), typed) },
    'bound to a list of lists': { parts: of(swap(bound, [bound[0], '[[[[]]]]']), typed) },
    'bound to fields': { parts: of(swap(bound, [bound[0], '["$K1"]']), typed) },
    'bound to another action': { parts: of(swap(bound, [bound[0], '[{"a":"$h0"}]']), typed) },
    'bound to two states': { parts: of(swap(bound, [bound[0], '[{},{}]']), typed) },
    'bound to no JSON': { parts: of(swap(bound, [bound[0], '[{}']), typed) },
    'bound to something deep': { parts: of(swap(bound, [bound[0], '['.repeat(3_000) + ']'.repeat(3_000)]), typed) },
    'a part of React’s that no page has': { parts: of(own, [['$ACTION_1:2', '"x"']], typed) },
    'a name of React’s that it does not know': { parts: of(own, [['$ACTION_', '']], typed) },
    'a name without a value of its own': { parts: [...whole, part('', 'x', '', 'name=""')] },
    'an action in a file': { parts: [part(reference[0], '', file), ...of(own.slice(1), typed)] },
    'a state in a file': { parts: [...of(own.slice(0, 2)), part(bound[0], bound[1], file), ...of([key], typed)] },
    'a field in a file': { parts: [...of(own), part('email', 'a@b.co', file), part('password', 'x')] },
    'a name without quotes': { parts: head('name=email') },
    'a name in percent signs': { parts: head('name="%65mail"') },
    'an action’s name in percent signs': { parts: [...whole, part('%24ACTION_REF_2', '')] },
    'an escaped name': { parts: head('name="em\\"ail"') },
    'an extended name': { parts: head('name="a"; name*=UTF-8\'\'email') },
    'two names': { parts: head('name="a"; name="email"') },
    'a part of another charset': {
      parts: [
        ...of(own),
        `Content-Disposition: form-data; name="email"\r\nContent-Type: text/plain; charset=utf-16\r\n\r\nx`,
      ],
    },
    'a part in base64': {
      parts: [
        ...of(own),
        `Content-Disposition: form-data; name="email"\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==`,
      ],
    },
    'two headers of one part': {
      parts: [...of(own), `Content-Disposition: form-data; name="a"\r\n${part('email', 'x')}`],
    },
    'a folded header': { parts: [...of(own), 'Content-Disposition: form-data;\r\n name="email"\r\n\r\nx'] },
    'a form of another charset': { parts: whole, type: `multipart/form-data; boundary=${BOUNDARY}; charset=utf-16` },
    'two boundaries': { parts: whole, type: `multipart/form-data; boundary=x; boundary=${BOUNDARY}` },
    'a quoted boundary': { parts: whole, type: `multipart/form-data; boundary="${BOUNDARY}"` },
    'no boundary': { parts: whole, type: 'multipart/form-data' },
    'something before the form': { body: `preamble\r\n${written({ parts: whole }).body}` },
    'something after the form': { body: `${written({ parts: whole }).body}--${BOUNDARY}\r\n${part('a', 'b')}\r\n` },
    'lines that end without a return': { body: written({ parts: whole }).body.replaceAll('\r\n', '\n') },
    'a form that is cut': { body: written({ parts: whole }).body.slice(0, -12) },
    nothing: { body: '' },
  }
}

/** The same with script: the action in a header, the fields under React's names, and the arguments in part 0. */
function shapesWithScript(typed: Fields): Record<string, Sent> {
  const list = '[{"errors":{},"values":{}},"$K1"]'
  const fields = typed.map(([name, value]) => part(`_1_${name}`, value))
  const of = (...more: [string, string][]) => ({
    parts: [...fields, ...more.map(([name, value]) => part(name, value))],
  })
  return {
    'part 0 twice': of(['0', list], ['0', list]),
    'part 0 twice, the first of them otherwise': of(['0', '[]'], ['0', list]),
    'part 0 twice, by another name': of(['00', list], ['0', list]),
    'part 0 by the name of a fraction': of(['0.0', list]),
    'part 0 first': { parts: [part('0', list), ...fields] },
    'part 0 in a file': { parts: [...fields, part('0', list, file)] },
    'no part 0': of(),
    'no list': of(['0', '{"0":"$K1"}']),
    'no fields in the list': of(['0', '[]']),
    'other fields': of(['0', '[{"errors":{},"values":{}},"$K2"]']),
    'fields twice': of(['0', '["$K1","$K1"]']),
    'three arguments': of(['0', '[{},{},"$K1"]']),
    'another part': of(['2', '"x"'], ['0', list]),
    'a reference to another part': of(['1', '{}'], ['0', '["$1","$K1"]']),
    'a reference to itself': of(['0', '["$0","$K1"]']),
    'a promise': of(['1', '{}'], ['0', '["$@1","$K1"]']),
    'a stream': of(['S2', 'x'], ['0', '["$R2","$K1"]']),
    'an action as an argument': of(['1', '{"id":"x","bound":null}'], ['0', '["$h1","$K1"]']),
    'a blob': { parts: [...fields, part('2', 'x', file), part('0', '["$B2","$K1"]')] },
    'a temporary reference': of(['0', '["$T","$K1"]']),
    'a number of too many digits': of(['0', `["$n${'9'.repeat(400)}","$K1"]`]),
    'a reference deep in the state': of(['0', '[{"errors":{},"values":{"email":"$0:0"}},"$K1"]']),
    'names without the prefix of the fields': {
      parts: [...typed.map(([name, value]) => part(`1_${name}`, value)), part('0', list)],
    },
    'names as without script': { parts: [...typed.map(([name, value]) => part(name, value)), part('0', list)] },
    'a field in a file': { parts: [part('_1_email', 'a@b.co', file), part('_1_password', 'x'), part('0', list)] },
    'arguments in text, with fields that are not there': { type: 'text/plain;charset=UTF-8', body: '["$K1"]' },
    'arguments in text': { type: 'text/plain;charset=UTF-8', body: '[1,2,3]' },
    'a form in text': { type: 'text/plain;charset=UTF-8', body: written({ parts: fields }).body },
    'text of another charset': { type: 'text/plain;charset=UTF-16', body: '[]\0' },
    nothing: { body: '' },
  }
}

test.use({ environment: withoutLimits })

test('an ambiguous form is refused first: nothing changes, and the log has one line [B8 F10 I1]', async ({
  person,
  request,
  site,
}) => {
  test.setTimeout(120_000)
  const html = await (await request.get('/login?x')).text()
  const own = Object.entries(actionFields(html)).filter(([name]) => name.startsWith('$')) as Fields
  const { id } = JSON.parse(own[1]![1])
  const typed: Fields = [
    ['email', person.email],
    ['password', person.password],
  ]
  const send = (sent: Sent, action?: string): Promise<Answer> => {
    const { type, body } = written(sent)
    const headers = { origin: site.url, 'content-type': type, ...(action !== undefined && { 'next-action': action }) }
    return sendRequest(`${site.url}/login`, { method: 'POST', headers, body })
  }
  const linesOf = async (work: () => Promise<Answer>) => {
    const before = site.log().length
    // No answer counts as a failure too.
    const { status } = await work().catch(() => ({ status: 0 }))
    // All lines that the request causes are logged before the line of a later request.
    const body = JSON.stringify({ token: 'none of ours', new_password: 'whatever it is' })
    const { headers } = await sendRequest(`${site.url}/api/reset-password`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    const isLast = (line: string) => line.includes(`"${headers['x-request-id']}"`)
    await expect.poll(() => site.log().slice(before).some(isLast)).toBe(true)
    // The sweep and the warning about a missing X-Forwarded-For are logged whatever the site receives.
    const lines = site
      .log()
      .slice(before)
      .filter((line) => !/"(sweep|proxy\.unreadable)"/.test(line))
    return { status, lines: lines.slice(0, lines.findIndex(isLast)) }
  }
  const shapes = [
    ...Object.entries(shapesWithoutScript(own, typed)).map(([name, sent]) => ({ name, sent, action: undefined })),
    ...Object.entries(shapesWithScript(typed)).map(([name, sent]) => ({
      name: `${name}, with script`,
      sent,
      action: id,
    })),
    ...['', 'x', 'toString', '__proto__', BEFORE, `${id} `.repeat(2)].map((action) => ({
      name: `the action ${JSON.stringify(action)}`,
      sent: { parts: [...typed.map(([name, value]) => part(`_1_${name}`, value)), part('0', '["$K1"]')] },
      action,
    })),
  ]
  expect(own.map(([name]) => name)).toEqual(['$ACTION_REF_1', '$ACTION_1:0', '$ACTION_1:1', '$ACTION_KEY'])
  const faults: unknown[] = []
  const began = site.log().length
  for (const { name, sent, action } of shapes) {
    const { status, lines } = await linesOf(() => send(sent, action))
    const said = lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : { stack: line }))
    // A line with `more` sums up repeated ones.
    const own = said.filter(({ more }) => more === undefined)
    const isWrong = own.length > 1 || own.some(({ event, stack }) => event !== 'form.unreadable' || stack)
    const refused = name.includes(BEFORE) || name === 'an id of no action' ? 409 : 400
    if (status !== refused || isWrong) faults.push({ name, status, lines })
  }
  expect(faults).toEqual([])
  const told = () =>
    site
      .log()
      .slice(began)
      .filter((line) => /"form\.(unreadable|refused)"/.test(line))
  const counted = () => told().reduce((sum, line) => sum + (JSON.parse(line).more ?? 1), 0)
  await expect.poll(counted).toBe(shapes.length)

  // The forms that these variants were made from are accepted.
  const parts = (fields: Fields) => ({ parts: fields.map(([name, value]) => part(name, value)) })
  const byScript: Fields = [
    ...typed.map(([name, value]): Fields[0] => [`_1_${name}`, value]),
    ['0', '[{"errors":{},"values":{}},"$K1"]'],
  ]
  for (const heard of [await send(parts([...own, ...typed])), await send(parts(byScript), id)]) {
    expect(heard.status).toBe(200)
    expect(heard.body).toContain('Wrong email or password.')
  }
})
