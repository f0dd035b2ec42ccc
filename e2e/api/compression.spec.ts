import { sendRequest } from '../support/requests/send-request'
import { register } from '../support/steps/person'
import { expect, test } from '../support/test'

test('answers by Next without secrets are compressed, and tokens never are [H1 K9]', async ({ page, person, site }) => {
  await register(page, person)
  const send = async (path: string, headers: Record<string, string> = {}, body?: object) => {
    const sent = { 'accept-encoding': 'gzip', ...(body && { 'content-type': 'application/json' }), ...headers }
    const method = body ? 'POST' : 'GET'
    return sendRequest(site.url + path, { method, headers: sent, body: body && JSON.stringify(body) })
  }
  const { email, password } = person
  const login = await send('/api/login', {}, { email, password })
  expect([login.status, login.headers['content-encoding']]).toEqual([200, undefined])
  const authorization = `Bearer ${JSON.parse(login.body).access_token}`
  for (const path of ['/api/me/export', '/openapi.json', '/docs', '/register?x']) {
    const { headers } = await send(path, { authorization })
    expect([path, headers['content-encoding']]).toEqual([path, 'gzip'])
    expect(headers.vary).toMatch(/accept-encoding/i)
  }
})
