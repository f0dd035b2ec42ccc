import fc from 'fast-check'
import { multipart } from '../support/requests/cross-site-requests'
import { fields, nastyBody, nastyHeaders, nastyText } from '../support/requests/hostile-input'
import { refusalChecker } from '../support/requests/refusal-checker'
import { actions, changes, handlers, originPaths } from '../support/requests/routes-and-actions'
import { type Answer, sendRequest } from '../support/requests/send-request'
import type { Site } from '../support/servers/site'
import { loginAsProgram, registerQuickly } from '../support/steps/open-account'
import { aPerson, login, register } from '../support/steps/person'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })
test.setTimeout(600_000)

/** `FUZZ_RUNS=100000 FUZZ_SEED=1 npx playwright test e2e/attacks/fuzz` runs longer, or repeats an earlier run. */
const runs = Number(process.env.FUZZ_RUNS ?? 600)
const seed = Number(process.env.FUZZ_SEED ?? (process.env.CI ? 20 : Date.now() % 2 ** 31))
const AT_ONCE = 10
/** Enough for two hashes after those of nine others on a busy machine. A hang or quadratic work takes far longer. */
const SLOW_MS = 5_000

type Sent = { method: string; path: string; headers: Record<string, string>; body?: string }

test('no input makes an API route fail [A1 A11 A12 B14 B15 B16 H3 H4 L5]', async ({ request, page, site }) => {
  const refusalFaults = await refusalChecker(site.url)
  const person = aPerson()
  await registerQuickly(request, person)
  const bearer = await loginAsProgram(request, person)
  // Without logout, because a request that ended the session would leave the rest untested.
  const doors = [
    ...changes.filter(([, path]) => path !== '/api/logout'),
    ...handlers.filter(({ methods }) => methods.includes('GET')).map(({ path }) => ['GET', path] as const),
    ...originPaths.map((path) => ['POST', path] as const),
  ]
  const right = { ...person, email: aPerson().email, new_password: person.password, current_password: person.password }
  const query = fc.option(fc.tuple(fc.constantFrom('before', 'id', 'next', 'x', '__proto__'), nastyText), {
    nil: undefined,
  })
  const sent = fc.tuple(fc.constantFrom(...doors), nastyBody(right), nastyHeaders, fc.boolean(), query).map(
    ([[method, path], body, headers, loggedIn, asked]): Sent => ({
      method,
      path: asked ? `${path}?${asked[0]}=${encodeURIComponent(asked[1].toWellFormed())}`.slice(0, 8_000) : path,
      headers: { 'content-type': 'application/json', ...headers, ...(loggedIn && bearer) },
      body: method === 'GET' ? undefined : body,
    }),
  )
  await holds(site, sent, ({ path }, answer) => {
    const { status, headers, body } = answer
    if (status < 300)
      return status === 204 || headers['content-type']?.startsWith('application/json') ? [] : ['a success without JSON']
    // With another content type, a page answers at these paths, and Next redirects RSC requests.
    const page = originPaths.includes(path.split('?')[0]!) && headers['content-type']?.startsWith('text/')
    if (page || status === 307) return []
    return refusalFaults({ status, headers, body })
  })
  await stillServes(site, page)
})

test('no input makes a form fail [B14 B15 H4]', async ({ page, site }) => {
  const refusalFaults = await refusalChecker(site.url)
  const names = fc.oneof(
    fc.constantFrom(
      ...fields,
      'next',
      'link',
      '0',
      '1',
      '1_email',
      '_1_email',
      '$ACTION_KEY',
      '$ACTION_REF_1',
      '__proto__',
    ),
    fc.stringMatching(/^[a-z$_:0-9]{0,12}$/),
  )
  const file = fc.constantFrom('', '"; filename="a.txt"\r\nContent-Type: text/plain; x="')
  const field = fc
    .tuple(names, file, nastyText)
    .map(([name, more, value]) => [name + more, value.slice(0, 3_000)] as const)
  const states = fc.constantFrom('["$K1"]', '[{"errors":{},"values":{}},"$K1"]', '[]', 'null', '["$F1"]', '[{"$":1}]')
  const sent = fc
    .tuple(
      fc.constantFrom(...actions()),
      fc.array(field, { maxLength: 6 }),
      states,
      fc.constantFrom('script', 'id', 'none'),
      nastyHeaders,
    )
    .map(([action, list, state, how, headers]): Sent => {
      const own = { ...Object.fromEntries(list), ...(how === 'id' && { [`$ACTION_ID_${action.id}`]: '' }) }
      const form = multipart(how === 'script' ? { ...own, 0: state } : own)
      const called: Record<string, string> = how === 'script' ? { 'next-action': action.id } : {}
      const origin = { origin: site.url, 'sec-fetch-site': 'same-origin' }
      return {
        method: 'POST',
        path: action.page,
        body: form.body,
        headers: { ...headers, ...form.headers, ...called, ...origin },
      }
    })
  await holds(site, sent, (_, { status, headers, body }) =>
    headers['content-type']?.includes('json') ? refusalFaults({ status, headers, body }) : [],
  )
  await stillServes(site, page)
})

/** Sends `runs` of these requests, several at once, and fails with the smallest one that gets a wrong answer. */
async function holds(site: Site, sent: fc.Arbitrary<Sent>, faultsOf: (sent: Sent, answer: Answer) => string[]) {
  const one = async (each: Sent) => {
    const began = performance.now()
    const answer = await sendRequest(site.url + each.path, each)
    const faults = faultsOf(each, answer)
    if (answer.status >= 500) faults.push(`the status ${answer.status}`)
    if (performance.now() - began > SLOW_MS) faults.push('too slow')
    return faults.length > 0
      ? { ...each, status: answer.status, faults, answered: answer.body.slice(0, 300) }
      : undefined
  }
  const property = fc.asyncProperty(fc.array(sent, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (batch) => {
    const wrong = (await Promise.all(batch.map(one))).filter(Boolean)
    if (wrong.length > 0) throw new Error(JSON.stringify(wrong[0], undefined, 2))
  })
  process.stdout.write(`FUZZ_SEED=${seed}\n`)
  await fc.assert(property, { seed, numRuns: Math.ceil(runs / AT_ONCE), endOnFailure: true })
}

/** After the flood of nonsense, the site works as before, and the log contains no error. */
async function stillServes(site: Site, page: Parameters<typeof register>[0]) {
  const person = aPerson()
  await register(page, person)
  await login(page, person)
  await expect(page).toHaveURL(/\/account$/)
  expect(site.log().filter((line) => line.includes('"unexpected"'))).toEqual([])
}
