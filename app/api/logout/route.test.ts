import { currentUser } from '@/lib/sessions/current-user'
import { loggedIn } from '@/test/accounts/logged-in'
import { someone } from '@/test/accounts/someone'
import { expect, test } from '@/test/unit'
import { GET, POST } from './route'

const send = (headers: Record<string, string>) =>
  POST(new Request('http://localhost:3000/api/logout', { method: 'POST', headers }))
const own = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }

test('a bearer token ends its session at once, and only once [F3]', async () => {
  const session = await loggedIn(await someone({ passwordHash: 'old' }))
  const headers = { authorization: `Bearer ${session.token}` }
  expect((await send(headers)).status).toBe(204)
  expect(await currentUser(session)).toBeUndefined()
  expect((await send(headers)).status).toBe(401)
})

test('a cookie ends its session in a request from our own page [F10]', async () => {
  const session = await loggedIn(await someone({ passwordHash: 'old' }), 'browser')
  expect((await send({ ...own, cookie: `session=${session.token}` })).status).toBe(204)
  expect(await currentUser(session)).toBeUndefined()
})

test('no other site ends a session, whatever it adds to the cookie [F7, F10]', async () => {
  const session = await loggedIn(await someone({ passwordHash: 'old' }), 'browser')
  const cookie = `session=${session.token}`
  const foreign: Record<string, string>[] = [
    { cookie },
    { cookie, origin: 'null' },
    { cookie, origin: 'https://evil.test' },
    { cookie, origin: 'https://evil.test', authorization: 'Bearer bogus' },
    { cookie, ...own, 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of foreign) expect((await send(headers)).status).toBe(403)
  // If there is a bearer header, the cookie is ignored, so nothing can be forged.
  expect((await send({ cookie, authorization: 'Bearer bogus' })).status).toBe(401)
  expect(await currentUser(session)).toBeDefined()
})

test('a GET ends nothing [F3]', async () => {
  const session = await loggedIn(await someone({ passwordHash: 'old' }), 'browser')
  const headers = { ...own, cookie: `session=${session.token}` }
  const response = await GET(new Request('http://localhost:3000/api/logout', { headers }))
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  expect(await currentUser(session)).toBeDefined()
})
