import { appCode } from '../support/app-code'
import { linkInEmail, tokenIn } from '../support/steps/link-in-email'
import { aPerson } from '../support/steps/person'
import { expect, test } from '../support/test'

test('neither the log nor an answer of the second step contains a secret that it was given [M30]', async ({
  request,
  site,
  mailbox,
}) => {
  const person = aPerson()
  const send = async (path: string, data: object, token?: string) => {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
    const answer = await (await request.post(path, { data, headers })).text()
    return { answer, body: JSON.parse(answer || '{}') }
  }
  await send('/api/register', person)
  const link = linkInEmail('/verify-email', await mailbox.waitFor(person.email, { subject: /welcome/i }))
  await send('/api/verify-email', { token: tokenIn(link) })
  const { access_token } = (await send('/api/login', person)).body
  const { secret } = (await send('/api/authenticator-app', { current_password: person.password }, access_token)).body
  const used = appCode(secret)
  const { recovery_codes } = (await send('/api/authenticator-app/finish', { code: used }, access_token)).body
  const next = appCode(secret, undefined, 1)
  const proof = { current_password: person.password, code: next }
  const { confirmation } = (await send('/api/confirm', proof, access_token)).body

  const { login_token } = (await send('/api/login', person)).body
  const wrong = await send('/api/login/second-step', { login_token, code: used })
  expect(wrong.body.code).toBe('wrong-code')
  const [code] = recovery_codes
  await send(`/api/login/second-step?login_token=${login_token}&code=${code}`, { login_token, code })
  const done = await send('/api/login/second-step', { login_token, code })
  expect(done.body.recovery_codes_left).toBe(9)

  await expect.poll(() => site.log().join('\n')).toContain('"event":"second-step.refused"')
  const secrets = [secret, confirmation, login_token, access_token, done.body.access_token, ...recovery_codes]
  const bare = recovery_codes.map((each: string) => each.replaceAll('-', ''))
  const log = site.log().join('\n')
  for (const each of [...secrets, ...bare]) expect(log).not.toContain(each)
  for (const each of [used, next]) expect(log).not.toMatch(new RegExp(`\\b${each}\\b`))
  for (const each of [login_token, code, used])
    for (const { answer } of [wrong, done]) expect(answer).not.toContain(each)
})
