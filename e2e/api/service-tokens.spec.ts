import { execFile, execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import type { APIRequestContext, TestInfo } from 'playwright/test'
import { documentedCode } from '../support/documents/documented-code'
import { loginAsProgram, registerQuickly } from '../support/steps/open-account'
import { expect, test } from '../support/test'

const run = promisify(execFile)
const exampleIn = (language: string) => documentedCode('docs/api.md', 'Service tokens', language)
const ADDRESS = 'https://accounts.example.com'

test.use({ environment: { TOKEN_AUDIENCES: 'billing,chat' } })

test('a service with the eight lines of the documentation identifies the user and accepts nothing else [E1 E2]', async ({
  request,
  person,
  site,
}, testInfo) => {
  const example = exampleIn('ts')
  expect(lines(example)).toBeLessThanOrEqual(8)
  const file = saved(testInfo, 'verifier.ts', example.replaceAll(ADDRESS, site.url))
  const { whoCalls } = (await import(file)) as { whoCalls: (token: string) => Promise<Record<string, unknown>> }

  await registerQuickly(request, person)
  const headers = await loginAsProgram(request, person)
  const { user } = await (await request.get('/api/me', { headers })).json()
  const token = await tokenFor(request, headers, 'billing')
  expect(await whoCalls(token)).toMatchObject({ sub: user.id, email: person.email, email_verified: false })
  for (const other of [await tokenFor(request, headers, 'chat'), ...altered(token)])
    await expect(whoCalls(other)).rejects.toThrow()
  const asSession = await request.get('/api/me', { headers: { authorization: `Bearer ${token}` } })
  expect(asSession.status()).toBe(401)
  expect(site.log().join('\n')).not.toContain(token.split('.')[2])

  const { status, headers: kept } = await fetch(`${site.url}/.well-known/jwks.json`)
  expect([status, kept.get('cache-control'), kept.get('set-cookie')]).toEqual([200, 'public, max-age=300', null])
})

test('a service in Python identifies the user too [E1 E2]', async ({ request, person, site }, testInfo) => {
  const python = pythonWithJwt()
  test.skip(!python, 'There is no Python with PyJWT and cryptography: the Python example was NOT tested.')
  const example = exampleIn('python')
  expect(lines(example)).toBeLessThanOrEqual(8)
  const tell = 'import json, sys\nprint(json.dumps(who_calls(sys.argv[1])))\n'
  const file = saved(testInfo, 'verifier.py', `${example.replaceAll(ADDRESS, site.url)}\n${tell}`)
  const whoCalls = async (token: string) => JSON.parse((await run(python as string, [file, token])).stdout)

  await registerQuickly(request, person)
  const headers = await loginAsProgram(request, person)
  const token = await tokenFor(request, headers, 'billing')
  expect(await whoCalls(token)).toMatchObject({ iss: site.url, aud: 'billing', email: person.email })
  for (const other of [await tokenFor(request, headers, 'chat'), ...altered(token)])
    await expect(whoCalls(other)).rejects.toThrow(/jwt\.exceptions\./)
})

async function tokenFor(request: APIRequestContext, headers: Record<string, string>, audience: string) {
  const answer = await request.post('/api/token', { headers, data: { audience } })
  expect(answer.status()).toBe(200)
  return (await answer.json()).service_token as string
}

/** The token with a changed claim, without a signature, and with an algorithm that needs none. */
function altered(token: string): string[] {
  const [head, body = '', signature] = token.split('.')
  const claims = Buffer.from(body, 'base64url').toString().replace('false', 'true')
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')
  return [`${head}.${Buffer.from(claims).toString('base64url')}.${signature}`, `${head}.${body}.`, `${none}.${body}.`]
}

/** Saves a file inside the project, where it can import packages. */
function saved(testInfo: TestInfo, name: string, text: string): string {
  mkdirSync(testInfo.outputPath(), { recursive: true })
  writeFileSync(testInfo.outputPath(name), text)
  return testInfo.outputPath(name)
}

const lines = (code: string) => code.split('\n').filter((line) => line.trim()).length

function pythonWithJwt(): string | undefined {
  return ['python3', '/usr/bin/python3'].find((python) => {
    try {
      execFileSync(python, ['-c', 'import jwt, cryptography; jwt.PyJWKClient'], { stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  })
}
