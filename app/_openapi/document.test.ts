import { readdirSync } from 'node:fs'
import { schemaChecker } from '@/e2e/support/documents/schema-checker'
import { handlers } from '@/e2e/support/requests/routes-and-actions'
import { failures } from '@/lib/result'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { makeOpenApi, openApi } from './document'
import { user } from './examples'
import { operations } from './operations'
import { codesOf } from './problem-responses'
import type { Media } from './responses'

/** Endpoints for the operator's machines, described in docs/operating.md. */
const notForClients = /^\/api\/(cron|dev|doctor|metrics|nothing|webhooks)(\/|$)/
const anId = '00000000-0000-7000-8000-000000000000'

test('every URL under /api is described, with all its methods', () => {
  const answered = handlers
    .filter(({ path }) => path.startsWith('/api/') && !notForClients.test(path))
    .flatMap(({ path, methods }) => methods.map((method) => `${method} ${path}`))
  const described = operations.map(({ method, path }) => `${method} ${path.replace('{id}', anId)}`)
  expect(answered.length).toBeGreaterThan(15)
  expect(described.filter((each) => each.includes('/api/')).sort()).toEqual(answered.sort())
})

test('every description is in the list of operations', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /\/openapi\.ts$/.test(file))
  expect(files.length).toBeGreaterThan(15)
  expect(files.map(addressOf).sort()).toEqual([...new Set(operations.map(({ path }) => path))].sort())
})

const addressOf = (file: string) => `/${file.replace('/openapi.ts', '').replace('[id]', '{id}')}`

test('every example matches its schema and has no other members', async () => {
  const document = await openApi()
  const faultsOf = schemaChecker(document)
  const faults: unknown[] = []
  let looked = 0
  for (const { operationId, requestBody, responses } of Object.values(document.paths).flatMap(Object.values)) {
    const contents = [requestBody, ...Object.values(responses)].flatMap((each): Media[] =>
      Object.values(each?.content ?? {}),
    )
    for (const { schema, example, examples } of contents) {
      const values = examples
        ? Object.keys(examples).map((code) => document.components.examples[code]!.value)
        : [example]
      for (const value of values) faults.push(...faultsOf(schema, value).map((fault) => [operationId, fault]))
      looked += values.length
    }
  }
  expect(looked).toBeGreaterThan(200)
  expect(faults).toEqual([])
})

test('an extra, a missing and a mistyped member are found at any depth', async () => {
  const document = await openApi()
  const faultsOf = schemaChecker(document)
  const schema = { type: 'object', properties: { user: { $ref: '#/components/schemas/User' } } }
  const faults = (value: object) => faultsOf(schema, { user: value }).length
  expect(faults(user)).toBe(0)
  expect(faults({ ...user, password_hash: '' })).toBe(1)
  expect(faults({ ...user, email: undefined })).toBe(1)
  expect(faults({ ...user, created_at: 'today' })).toBe(1)
})

test('an operation is documented with the refusals that follow from its method, body, session and throttle', () => {
  const codes = (wanted: string) => codesOf(operations.find(({ id }) => id === wanted)!)
  expect(codes('whoAmI')).toEqual([
    'malformed-request',
    'secret-in-url',
    'unauthenticated',
    'unexpected',
    'unavailable',
  ])
  const notItsOwn =
    /^(bad-signature|malformed-form|page-outdated|link-|invalid-credentials|login-|set-up-|second-step|second-factor-required|email-unverified|two-step-|registration|not-found|method|account-exists|client-|passkey-exists|passkeys-|too-many-passkeys|last-factor|no-second-factor|narrow-search|forbidden|staff-account|last-admin)/
  expect(codes('changePassword')).toEqual(Object.keys(failures).filter((code) => !notItsOwn.test(code)))
  expect(codes('forgotPassword')).not.toContain('too-many-requests')
})

test('apps and OpenID Connect are described on a site that offers them, and nowhere else', async () => {
  const off = JSON.stringify(await makeOpenApi())
  expect(off).not.toMatch(/\/api\/apps|openIdConnect|"Apps"/)
  const on = await withSettings({ PROVIDER: 'on' }, makeOpenApi)
  expect(Object.keys(on.paths)).toEqual(expect.arrayContaining(['/api/apps', '/api/apps/{id}']))
  expect(on.components.securitySchemes.openIdConnect?.openIdConnectUrl).toBe(
    'http://localhost:3000/.well-known/openid-configuration',
  )
  expect(on.tags.map(({ name }) => name)).toContain('Apps')
})

test('of the environment, the document contains only the URL and the name of the site [G6]', async () => {
  const text = JSON.stringify(await openApi())
  const { AUTH_SECRET, DATABASE_URL, DATA_DIR } = process.env
  for (const secret of [AUTH_SECRET, DATABASE_URL, DATA_DIR]) expect(text).not.toContain(secret)
})
