import { readdirSync } from 'node:fs'
import path from 'node:path'
import { operations } from '@/app/_openapi/operations'
import { appCode } from '@/e2e/support/app-code'
import { publicUser } from '@/lib/accounts/public-user'
import { loginTokenOf, recoveryCodesOf, wrongCodeOf } from '@/test/accounts/second-steps'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { bearer, jsonDoor, type Routes } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import * as meRoute from '../../me/route'
import * as loginRoute from '../route'
import * as route from './route'

const door = jsonDoor('/api/login/second-step', route)
const loginDoor = jsonDoor('/api/login', loginRoute)

test('a right password is answered 403 with a token, and the code with what a login answers [M9]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const [recoveryCode] = await recoveryCodesOf(user)
  const { email, password } = user
  for (const [code, more] of [
    [appCode(secret), {}],
    [recoveryCode, { recovery_codes_left: 9 }],
  ]) {
    const asked = await loginDoor.send('POST', { body: { email, password } })
    expect(asked.status).toBe(403)
    expect(asked.body).toEqual({
      type: '/problems/second-step-required',
      title: 'Password correct. One more step is needed to finish logging in.',
      status: 403,
      code: 'second-step-required',
      login_token: expect.stringMatching(/^[\w-]{43}$/),
      expires_in: 600,
      methods: ['authenticator-app', 'recovery-code'],
    })
    const { status, body } = await door.send('POST', { body: { login_token: asked.body.login_token, code } })
    expect(status).toBe(200)
    expect(body).toEqual({
      message: 'Login successful',
      access_token: expect.stringMatching(/^[\w-]{43}$/),
      token_type: 'Bearer',
      expires_in: 2_592_000,
      user: publicUser(user),
      ...(more as object),
    })
    expect(
      (await jsonDoor('/api/me', meRoute).send('GET', { headers: bearer({ token: body.access_token }) })).status,
    ).toBe(200)
  }
})

test('a wrong code is 403 with the attempts left, and an ended login is 400 [M7]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const login_token = await loginTokenOf(user)
  const wrong = await door.send('POST', { body: { login_token, code: wrongCodeOf({ secret }) } })
  expect(wrong).toMatchObject({ status: 403, body: { code: 'wrong-code', attempts_left: 4 } })
  expect(wrong.body.errors).toEqual([{ pointer: '#/code', detail: expect.stringContaining('4 attempts are left.') }])
  for (const token of [login_token, login_token, 'another'])
    expect((await door.send('DELETE', { body: { login_token: token } })).status).toBe(204)
  const late = await door.send('POST', { body: { login_token, code: appCode(secret) } })
  expect(late).toMatchObject({ status: 400, body: { code: 'login-expired' } })
})

test('codes and tokens in the URL are refused, and not used [M30]', async () => {
  const { user, secret } = await someoneWithTwoStep()
  const login_token = await loginTokenOf(user)
  const code = appCode(secret)
  for (const search of [`?code=${code}`, `?login_token=${login_token}`, '?confirmation=x'])
    expect(await door.send('POST', { search, body: { login_token, code } })).toMatchObject({
      status: 400,
      body: { code: 'secret-in-url' },
    })
  expect((await door.send('POST', { body: { login_token, code } })).status).toBe(200)
})

test('before the password is right, two-step login changes neither bytes nor headers [M1]', async () => {
  const [plain, { user }] = [await someone({ verified: true }), await someoneWithTwoStep()]
  const answers = []
  for (const { email } of [plain, user]) {
    const { headers, ...rest } = await loginDoor.send('POST', { body: { email, password: 'a wrong password' } })
    answers.push({ ...rest, headers: [...headers] })
  }
  expect(answers[0]).toMatchObject({ status: 401, body: { code: 'invalid-credentials' } })
  expect(answers[1]).toEqual(answers[0])
})

const needsLogin = operations.filter(({ operation, loggedIn }) => operation?.loggedIn || loggedIn)

test('the token of a login that waits for its second step opens no operation [M3]', async () => {
  const { user } = await someoneWithTwoStep()
  const token = await loginTokenOf(user)
  const cookies = { cookie: `session=${token}; login=${token}`, origin: 'http://localhost:3000' }
  expect(needsLogin.length).toBeGreaterThan(10)
  await withSettings({ PROVIDER: 'on' }, async () => {
    for (const { method, path: address } of needsLogin) {
      const { send } = jsonDoor(address, await routesAt(address))
      for (const headers of [bearer({ token }), cookies]) {
        const params = { id: '00000000-0000-7000-8000-000000000000' }
        const { status, body } = await send(method, { headers, params, ...(method !== 'GET' && { body: {} }) })
        expect([address, method, status, body.code]).toEqual([address, method, 401, 'unauthenticated'])
      }
    }
  })
})

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)route\.ts$/.test(file))

async function routesAt(address: string): Promise<Routes> {
  const file = files.find((each) => `/${path.posix.dirname(each).replace('[id]', '{id}')}` === address)!
  return import(`@/app/${file}`)
}
