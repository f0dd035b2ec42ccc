import {
  actionForm,
  answersJsonToo,
  bodyOf,
  bodyTypes,
  headersOf,
  isForeign,
  whences,
} from '../support/requests/cross-site-requests'
import { refusalChecker } from '../support/requests/refusal-checker'
import { actions, changes, originPaths } from '../support/requests/routes-and-actions'
import { eachOf, sendRequest } from '../support/requests/send-request'
import { aVictim } from '../support/steps/victim'
import { expect, test, withoutLimits } from '../support/test'

test.use({ environment: withoutLimits })
test.setTimeout(180_000)

/** The codes of requests that pass the origin check but have no valid input. */
const goesOn = ['unauthenticated', 'not-json', 'invalid-input', 'malformed-form', 'method-not-allowed']
const credentials = ['cookie', 'cookie and bearer', 'nothing', 'bearer'] as const
type Credential = (typeof credentials)[number]
/** A bearer header counts even if its token is bogus: such a request comes from an API client. */
const sends = (credential: Credential, cookie: string): Record<string, string> => ({
  ...(credential.startsWith('cookie') && { cookie }),
  ...(credential.endsWith('bearer') && { authorization: 'Bearer bogus' }),
})

test('no API route serves another site, with any origin, body or credential [B8 F7 F10]', async ({
  page,
  person,
  mailbox,
  site,
}) => {
  const { cookie, harm, account } = await aVictim(page, person, mailbox, site.url)
  const before = await account()
  expect(changes.length).toBeGreaterThan(20)
  const refusalFaults = await refusalChecker(site.url)
  const faults: unknown[] = []
  for (const [method, path] of [...changes, ...originPaths.map((each) => ['POST', each] as const)]) {
    const cases = bodyTypes.flatMap((type) =>
      whences(site.url).flatMap((whence, index) => {
        // Two routes get every combination. The others get a third of them, which includes each value.
        const all = path === '/api/login' || path === '/api/me'
        const sent = all ? credentials : index % 3 === 0 ? [credentials[(index / 3) % 4]!] : []
        return sent.map((credential) => ({ type, whence, credential }))
      }),
    )
    await eachOf(cases, async ({ type, whence, credential }) => {
      const isPage = originPaths.includes(path) && !answersJsonToo(path, type)
      // A client that sends only a bearer token is not a browser.
      const isProgram = !isPage && credential === 'bearer'
      const foreign = !isProgram && isForeign(whence, site.url, isPage || credential === 'cookie')
      // A request that is not refused gets no fields and no valid session, so it has no effect.
      const { body, headers } = bodyOf(type, foreign ? harm : {})
      const own = sends(credential, foreign ? cookie : 'session=none')
      const answer = await sendRequest(site.url + path, {
        method,
        body,
        headers: { ...headers, ...headersOf(whence), ...own },
      })
      // Our own pages and API clients get these options whatever they send, and there is nothing to refuse.
      if (!foreign && path === '/api/login/passkey/options') return
      const codes = isPage && type !== 'multipart' ? ['not-json'] : foreign ? ['cross-site'] : goesOn
      const wrong = refusalFaults(answer, codes)
      if (wrong.length > 0) faults.push({ method, path, type, whence, credential, wrong })
    })
    expect(faults).toEqual([])
    expect([method, path, await account()]).toEqual([method, path, before])
  }
  expect((await sendRequest(`${site.url}/api/me`, { headers: { cookie } })).status).toBe(200)
})

test('no form of another site has any effect: every action of every page, with and without script [B8 F10]', async ({
  page,
  person,
  mailbox,
  site,
}) => {
  const { cookie, harm, account } = await aVictim(page, person, mailbox, site.url)
  const before = await account()
  const foreign = whences(site.url).filter((whence) => isForeign(whence, site.url, true))
  expect(actions().length).toBeGreaterThan(15)
  const refusalFaults = await refusalChecker(site.url)
  const faults: unknown[] = []
  for (const action of actions()) {
    const cases = foreign.flatMap((whence) =>
      [true, false].flatMap((script) => (script ? ['', cookie] : [cookie]).map((sent) => ({ whence, script, sent }))),
    )
    await eachOf(cases, async ({ whence, script, sent }) => {
      const { body, headers } = actionForm(action, harm, script)
      const called = script ? { 'next-action': action.id } : {}
      const sentHeaders = { ...headers, ...called, ...headersOf(whence), ...(sent && { cookie: sent }) }
      const answer = await sendRequest(site.url + action.page, { method: 'POST', body, headers: sentHeaders })
      const wrong = refusalFaults(answer, ['cross-site'], script)
      if (wrong.length > 0) faults.push({ action: action.name, whence, script, sent, wrong })
    })
    expect(faults).toEqual([])
    expect([action.name, await account()]).toEqual([action.name, before])
  }
  // This proves that the requests were valid: the same bytes from our own page have an effect.
  const ours = (name: string, fields: object, sentCookie?: string) => {
    const action = actions().find((each) => each.name === name)!
    const { body, headers } = actionForm(action, fields, true)
    const sent = { ...headers, origin: site.url, 'next-action': action.id, cookie: sentCookie }
    return sendRequest(site.url + action.page, { method: 'POST', body, headers: sent })
  }
  const login = await ours('loginAction', { email: person.email, password: person.password })
  expect(String(login.headers['set-cookie'])).toContain('session=')
  expect((await ours('logoutAction', {}, cookie)).status).toBeLessThan(400)
  expect((await sendRequest(`${site.url}/api/me`, { headers: { cookie } })).status).toBe(401)
})

test('an action accepts only the format that its page sends, whatever its content type says [B8 F10]', async ({
  site,
}) => {
  const refusalFaults = await refusalChecker(site.url)
  const faults: unknown[] = []
  const fields = { email: 'a@example.com', password: 'whatever it is' }
  await eachOf(actions(), async ({ id, page, name }) => {
    for (const type of bodyTypes) {
      for (const called of [{}, { 'next-action': id }]) {
        if (answersJsonToo(page, type)) continue
        for (const origin of [site.url, 'https://evil.example']) {
          // Our own page may send text to an action, which reads it as an empty form.
          if (type === 'text' && 'next-action' in called && origin === site.url) continue
          const { body, headers } = bodyOf(type, { $ACTION_KEY: 'x', ...fields })
          const sent = { ...headers, ...called, origin } as Record<string, string>
          const answer = await sendRequest(site.url + page, { method: 'POST', body, headers: sent })
          const looked = type === 'multipart' || 'next-action' in called
          const refused = type === 'multipart' ? 'malformed-form' : 'not-json'
          const code = looked && origin !== site.url ? 'cross-site' : refused
          // A request with JSON comes from an API client, even if it names an action.
          const wrong = refusalFaults(answer, [code], 'next-action' in called && type !== 'json')
          if (wrong.length > 0) faults.push({ name, type, called, origin, wrong })
        }
      }
    }
  })
  expect(faults).toEqual([])
})

test('our own origin comes from the configuration, not from the sender’s headers [F11]', async ({ site }) => {
  const refusalFaults = await refusalChecker(site.url)
  const evil = 'evil.example'
  const claims: Record<string, string>[] = [
    { host: evil },
    { 'x-forwarded-host': evil },
    { 'x-forwarded-host': `${evil}, localhost` },
    { host: evil, 'x-forwarded-host': evil, 'x-forwarded-proto': 'https' },
    { forwarded: `host=${evil};proto=https`, 'x-host': evil, 'x-original-url': '/', 'x-forwarded-server': evil },
    { 'x-forwarded-host': evil, 'x-forwarded-port': '443', 'x-forwarded-proto': 'https' },
    { 'x-rewrite-url': '/', 'x-rekey-refusal': '', 'x-http-method-override': 'GET' },
  ]
  for (const claim of claims) {
    for (const origin of [`https://${evil}`, `http://${evil}`]) {
      const json = bodyOf('json', { email: 'a@example.com', password: 'whatever it is' })
      const login = { method: 'POST', body: json.body, headers: { ...json.headers, ...claim, origin } }
      for (const path of ['/api/login', '/login', '/api/logout'])
        expect(refusalFaults(await sendRequest(site.url + path, login), ['cross-site']), path).toEqual([])
      const action = actions().find(({ name }) => name === 'loginAction')!
      const form = actionForm(action, { email: 'a@example.com' }, false)
      const sent = { method: 'POST', body: form.body, headers: { ...form.headers, ...claim, origin } }
      expect(refusalFaults(await sendRequest(`${site.url}/login`, sent), ['cross-site'])).toEqual([])
      // Requests from our own origin are accepted, whatever the Host header says.
      const own = { ...form, method: 'POST', headers: { ...form.headers, ...claim, origin: site.url } }
      expect((await sendRequest(`${site.url}/login`, own)).status).toBe(200)
    }
    const redirect = await sendRequest(`${site.url}/account`, { headers: claim })
    expect([claim, redirect.headers.location]).toEqual([claim, '/login?next=/account'])
  }
})
