import { loginTokenOf } from '@/test/accounts/second-steps'
import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import * as stepRoute from '../route'
import * as route from './route'

const door = jsonDoor('/api/login/second-step/options', route)
const stepDoor = jsonDoor('/api/login/second-step', stepRoute)

test('a passkey finishes a login with what the options asked for [M22]', async () => {
  const { user } = await someoneWithTwoStep()
  const { passkey, device } = await aSigningPasskeyOf(user)
  const login_token = await loginTokenOf(user)
  const { status, body } = await door.send('POST', { body: { login_token } })
  expect(status).toBe(200)
  const allowCredentials = [{ type: 'public-key', id: passkey.credentialId, transports: ['internal'] }]
  expect(body.options).toMatchObject({ rpId: 'localhost', userVerification: 'required', allowCredentials })
  const refused = device.get(body.options, { wrongKey: true })
  expect(await stepDoor.send('POST', { body: { login_token, credential: refused } })).toMatchObject({
    status: 403,
    body: { code: 'passkey-refused' },
  })
  const done = await stepDoor.send('POST', { body: { login_token, credential: device.get(body.options) } })
  expect(done).toMatchObject({ status: 200, body: { message: 'Login successful' } })
})

test('without a right password there are no options, and without a passkey neither [M22]', async () => {
  const { user } = await someoneWithTwoStep()
  const expired = { status: 400, body: { code: 'login-expired' } }
  expect(await door.send('POST', { body: { login_token: 'another' } })).toMatchObject(expired)
  const login_token = await loginTokenOf(user)
  const unavailable = { status: 409, body: { code: 'passkeys-unavailable' } }
  expect(await door.send('POST', { body: { login_token } })).toMatchObject(unavailable)
})
