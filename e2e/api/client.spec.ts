import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as api from '@/client/rekey'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { aPassword } from '../support/steps/person'
import { expect, test, withoutApps } from '../support/test'

test.use({ environment: withoutApps })

const ofDevelopment = 'http://localhost:3000'
const file = 'client/rekey.ts'

test('npm run client generates exactly the committed client from the served document', ({ site }, info) => {
  const made = info.outputPath('rekey.ts')
  const [command, ...words] = JSON.parse(readFileSync('package.json', 'utf8')).scripts.client.split(' ') as string[]
  const args = words.map((word) => (word === file ? made : word.replace(ofDevelopment, site.url)))
  execFileSync(path.join('node_modules/.bin', command!), args, { stdio: 'pipe', shell: process.platform === 'win32' })
  expect(readFileSync(made, 'utf8').replaceAll(site.url, ofDevelopment)).toBe(readFileSync(file, 'utf8'))
})

test('the generated client, type-checked, registers, logs in, resets the password and logs out', async ({
  site,
  person,
  mailbox,
}) => {
  Object.assign(api.defaults, { baseUrl: site.url })
  const { email, password } = person
  const registered = await api.register(person)
  expect(registered.status === 201 && registered.data.user.email).toBe(email)
  const again = await api.register(person)
  expect(again.status === 409 && again.data.code).toBe('account-exists')

  const headers = await logIn(email, password)
  const me = await api.whoAmI({ headers })
  expect(me.status === 200 && me.data.user.last_name).toBe(person.last_name)
  const sessions = await api.listSessions({ headers })
  expect(sessions.status === 200 && sessions.data.sessions.map(({ kind, current }) => [kind, current])).toEqual([
    ['api', true],
  ])

  expect((await api.forgotPassword({ email })).status).toBe(202)
  const token = tokenIn(linkInEmail('/reset-password', await mailbox.waitFor(email, { subject: /^reset your/i })))
  const new_password = aPassword()
  const reset = await api.resetPassword({ token, new_password })
  expect(reset.status === 200 && reset.data.message).toBe('Password reset successfully')
  const ended = await api.whoAmI({ headers })
  expect(ended.status === 401 && ended.data.code).toBe('unauthenticated')

  const former = await api.login({ email, password })
  expect(former.status === 401 && former.data.code).toBe('invalid-credentials')
  expect((await api.logout({ headers: await logIn(email, new_password) })).status).toBe(204)
})

async function logIn(email: string, password: string): Promise<{ authorization: string }> {
  const answer = await api.login({ email, password })
  if (answer.status !== 200) throw new Error(answer.data.title)
  return { authorization: `${answer.data.token_type} ${answer.data.access_token}` }
}
