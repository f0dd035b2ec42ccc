import { aSigningPasskeyOf } from '@/test/accounts/signing-passkey'
import { someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { jsonDoor } from '@/test/doors/json-door'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import * as route from './route'

const door = jsonDoor('/api/login/passkey/options', route)

test('whatever is sent, the options are the same but for their challenge, and nothing is looked up [M22]', async () => {
  const user = await someone()
  const { passkey } = await aSigningPasskeyOf(user)
  const bodies = [{}, { email: user.email }, { email: 'nobody@example.com' }, { id: passkey.credentialId }]
  const answers: unknown[] = []
  const statements = await statementsOf(async () => {
    for (const body of bodies) {
      const { body: said, headers, ...rest } = await door.send('POST', { body })
      const { challenge, ...options } = said.options
      expect(challenge).toMatch(/^[\w-]{72}$/)
      answers.push({ ...rest, headers: [...headers], options })
    }
  })
  expect(statements).toEqual([])
  const options = { rpId: 'localhost', timeout: 600_000, userVerification: 'required' }
  expect(answers[0]).toMatchObject({ status: 200, options })
  for (const each of answers) expect(each).toEqual(answers[0])
})

test('under an IP address the answer is 409', async () => {
  await withSettings({ APP_URL: 'http://127.0.0.1:3000' }, async () => {
    const { status, body } = await door.send('POST', { body: {} })
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'passkeys-unavailable' } })
  })
})
