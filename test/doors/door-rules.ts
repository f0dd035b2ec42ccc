import { secretFields } from '@/lib/rules/secret-fields'
import { rowsOf } from '@/test/accounts/account-rows'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { bearer, cookie, type JsonDoor, type Method, ownPage, type Sent } from './json-door'

type Someone = Awaited<ReturnType<typeof someone>>
type Rules = {
  /** The status that the account owner gets for the request of `ask`. */
  success: number
  /** A valid request without credentials. */
  ask?: (user: Someone) => Promise<Sent> | Sent
}

const SECRETS = [...secretFields, 'email', 'new_email', 'access_token']
const nothing = (): Sent => ({})

/** The methods that a route supports. Every other method is refused with a list of these. */
export function answersOnly({ path, send }: JsonDoor, ...methods: Method[]): void {
  test(`${path} answers ${methods.join(', ')} and refuses every other method [H5]`, async () => {
    const session = await loggedIn(await someone({ passwordHash: 'old' }))
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      if (methods.includes(method)) continue
      const { status, headers } = await send(method, { headers: bearer(session) })
      expect([status, headers.get('allow')]).toEqual([405, methods.join(', ').replace('GET', 'GET, HEAD')])
    }
  })
}

/** Rules for every request on the caller's own account. */
export function asksWhoCalls({ path, send }: JsonDoor, method: Method, { success, ask = nothing }: Rules): void {
  test(`${method} ${path} without a session is a 401 that names the required authentication [F6, F7]`, async () => {
    const user = await someone()
    const [api, browser] = [await loggedIn(user, 'api'), await loggedIn(user, 'browser')]
    const dead: Record<string, string>[] = [
      {},
      bearer({ token: 'bogus' }),
      bearer(browser),
      bearer(await aResetLink(user)),
      { ...ownPage, ...cookie(api) },
      { ...ownPage, ...cookie(browser), ...bearer({ token: 'bogus' }) },
    ]
    const right = await ask(user)
    const before = await rowsOf(user)
    for (const headers of dead) {
      const answer = await send(method, { ...right, headers })
      expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    expect(await rowsOf(user)).toEqual(before)
  })

  test(`${method} ${path} with a secret in the URL is refused, even with a valid session [B11]`, async () => {
    const user = await someone()
    const headers = bearer(await loggedIn(user))
    const right = await ask(user)
    const before = await rowsOf(user)
    for (const name of SECRETS) {
      const answer = await send(method, { ...right, headers, search: `?${name}=x` })
      expect([answer.status, answer.body.code]).toEqual([400, 'secret-in-url'])
    }
    expect(await rowsOf(user)).toEqual(before)
    expect((await send(method, { ...right, headers })).status).toBe(success)
  })
}

/** Rules for every request that changes something with a cookie. */
export function refusesOtherSites({ path, send }: JsonDoor, method: Method, { success, ask = nothing }: Rules): void {
  test(`${method} ${path} accepts a cookie only from our own pages [F7, F10, F11]`, async () => {
    const user = await someone()
    const own = cookie(await loggedIn(user, 'browser'))
    const right = await ask(user)
    const before = await rowsOf(user)
    for (const headers of foreign) {
      const answer = await send(method, { ...right, headers: { ...own, ...headers } })
      expect([answer.status, answer.body.code]).toEqual([403, 'cross-site'])
    }
    expect(await rowsOf(user)).toEqual(before)
    expect((await send(method, { ...right, headers: { ...own, ...ownPage } })).status).toBe(success)
  })

  test(`${method} ${path} accepts a bearer token from any origin if no cookie comes with it [F7, F10]`, async () => {
    const user = await someone()
    const headers = { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', ...bearer(await loggedIn(user)) }
    const right = await ask(user)
    const beside = await send(method, { ...right, headers: { ...headers, cookie: 'a=b' } })
    expect([beside.status, beside.body.code]).toEqual([403, 'cross-site'])
    const alone = await send(method, { ...right, headers })
    expect([alone.status, alone.headers.get('access-control-allow-origin')]).toEqual([success, null])
  })
}

/** What another site, or an API client with a cookie, may send. */
export const foreign: Record<string, string>[] = [
  {},
  { origin: 'null' },
  { origin: 'https://evil.test' },
  { origin: 'https://evil.test', host: 'evil.test', 'x-forwarded-host': 'evil.test' },
  { origin: 'https://evil.test', ...bearer({ token: 'bogus' }) },
  { ...ownPage, 'sec-fetch-site': 'same-site' },
  { ...ownPage, 'sec-fetch-site': 'cross-site' },
]

/** Rules for every request with a body. */
export function takesJsonAlone({ path, send }: JsonDoor, method: Method): void {
  test(`${method} ${path} accepts one JSON object and nothing else [B9, B14]`, async () => {
    const headers = bearer(await loggedIn(await someone()))
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await send(method, { headers: { ...headers, 'content-type': type }, body: '{}' })
      expect([answer.status, answer.body.code]).toEqual([415, 'not-json'])
    }
    expect((await send(method, { headers })).status).toBe(415)
    for (const body of ['', '{', '[]', 'null', '"text"'])
      expect(await send(method, { headers, body })).toMatchObject({ status: 400, body: { code: 'malformed-json' } })
    const large = await send(method, { headers, body: { new_password: 'x'.repeat(17_000) } })
    expect(large).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })
}
