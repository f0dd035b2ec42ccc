import { aResetLink } from '@/e2e/support/reset-link'
import { signedIn } from '@/e2e/support/signed-in'
import { someone } from '@/e2e/support/someone'
import { expect, test } from '@/e2e/support/unit'
import { publicUser } from '@/lib/accounts/public-user'
import { GET } from './route'

const ask = (headers: Record<string, string> = {}, search = '') =>
  GET(new Request(`http://localhost:3000/api/me${search}`, { headers }))

test('a bearer token and a cookie each tell who is signed in, to no cache [F13]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [api, browser] = [await signedIn(user, 'api'), await signedIn(user, 'browser')]
  const ways: Record<string, string>[] = [
    { authorization: `Bearer ${api.token}` },
    { cookie: `session=${browser.token}` },
  ]
  for (const headers of ways) {
    const response = await ask(headers)
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(await response.json()).toEqual({ user: publicUser(user) })
  }
})

test('neither is taken for the other [F7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [api, browser] = [await signedIn(user, 'api'), await signedIn(user, 'browser')]
  expect((await ask({ authorization: `Bearer ${browser.token}` })).status).toBe(401)
  expect((await ask({ cookie: `session=${api.token}` })).status).toBe(401)
  expect((await ask({ authorization: 'Bearer bogus', cookie: `session=${browser.token}` })).status).toBe(401)
})

test('without a live session the answer is 401, and says what is asked for [F6]', async () => {
  const { token } = await aResetLink(await someone({ passwordHash: 'old' }))
  const dead: Record<string, string>[] = [
    {},
    { authorization: 'Bearer bogus' },
    { authorization: `Bearer ${token}` },
    { cookie: `session=${token}` },
  ]
  for (const headers of dead) {
    const response = await ask(headers)
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  }
})

test('a token in the URL is refused, though it be a live one [F6, B11]', async () => {
  const { token } = await signedIn(await someone({ passwordHash: 'old' }))
  const response = await ask({}, `?access_token=${token}`)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ code: 'secret-in-url' })
})
