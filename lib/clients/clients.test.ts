import { findClient, noteClientFault } from '@/db/provider/clients'
import { type AnswerOf, type CommandName, commands } from '@/lib/operator/commands'
import { someone } from '@/test/accounts/someone'
import { anApp, enterApp } from '@/test/provider/an-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { hashClientSecret } from './client-secret'

const operator = { name: 'grace' }
const wiki = { name: 'Wiki', redirect_uris: ['https://wiki.example.com/callback'] }

test('an added app has a random ID, PKCE, the usual scopes and a secret of which only the digest is stored [P9]', async () => {
  const { client, secret, issuer, discovery, provider_on } = await run('clients add', wiki)
  expect(client).toMatchObject({
    ...wiki,
    id: expect.stringMatching(/^app_[a-z0-9]{20}$/),
    kind: 'web',
    scopes: ['openid', 'profile', 'email'],
    alg: 'RS256',
    pkce: true,
    third_party: false,
    needs_verified: true,
    allow: 'everyone',
  })
  expect(Buffer.from(secret!, 'base64url')).toHaveLength(32)
  const stored = await findClient(client.id)
  expect(stored?.secretHash).toBe(hashClientSecret(secret!))
  expect(stored?.secretHash).toMatch(/^[0-9a-f]{64}$/)
  expect(JSON.stringify(stored)).not.toContain(secret)
  expect([issuer, discovery, provider_on]).toEqual([
    'http://localhost:3000',
    'http://localhost:3000/.well-known/openid-configuration',
    false,
  ])
  expect((await withSettings({ PROVIDER: 'on' }, () => run('clients list', {}))).provider_on).toBe(true)
})

test('apps without a server have no secret, and cannot do without PKCE [P5]', async () => {
  for (const kind of ['spa', 'native']) {
    const { client, secret } = await run('clients add', { ...wiki, kind })
    expect([secret, (await findClient(client.id))?.secretHash]).toEqual([null, null])
    expect(await refused('clients add', { ...wiki, kind, pkce: false })).toEqual(['pkce'])
    expect(await refused('clients change', { id: client.id, pkce: false })).toEqual(['pkce'])
    expect(await refused('clients rotate-secret', { id: client.id })).toEqual(['id'])
  }
  expect((await run('clients add', { ...wiki, pkce: false })).client.pkce).toBe(false)
})

test('an ID can be chosen once, and never the name of a service that takes tokens [P10]', async () => {
  const id = `wiki-${Date.now()}`
  expect((await run('clients add', { ...wiki, id })).client.id).toBe(id)
  expect(await commands['clients add']({ ...wiki, id }, operator)).toMatchObject({ ok: false, code: 'client-exists' })
  for (const bad of ['ab', 'Wiki', 'wi_ki', 'a'.repeat(41), 'billing', ''])
    expect(await refused('clients add', { ...wiki, id: bad }), bad).toEqual(['id'])
})

const faulty: [fault: object, field: string][] = [
  [{ name: '' }, 'name'],
  [{ name: 'a\nb' }, 'name'],
  [{ name: 'a'.repeat(101) }, 'name'],
  [{ redirect_uris: [] }, 'redirect_uris'],
  [{ redirect_uris: ['http://wiki.example.com/'] }, 'redirect_uris'],
  [{ redirect_uris: [...wiki.redirect_uris, 'https://wiki.example.com/*'] }, 'redirect_uris'],
  [{ redirect_uris: Array.from({ length: 21 }, (_, index) => `https://wiki.example.com/${index}`) }, 'redirect_uris'],
  [{ post_logout_uris: ['https://wiki.example.com/#bye'] }, 'post_logout_uris'],
  [{ post_logout_uris: ['javascript:alert(1)'] }, 'post_logout_uris'],
  [{ backchannel_uri: 'https://wiki.example.com/#bye' }, 'backchannel_uri'],
  [{ scopes: ['openid', 'address'] }, 'scopes'],
  [{ scopes: ['email'] }, 'scopes'],
  [{ alg: 'HS256' }, 'alg'],
  [{ kind: 'desktop' }, 'kind'],
  [{ allow: 'nobody' }, 'allow'],
]
for (const [fault, field] of faulty) {
  test(`an app is refused, when added and when changed, for ${JSON.stringify(fault).slice(0, 70)} [P4]`, async () => {
    expect(await refused('clients add', { ...wiki, ...fault })).toEqual([field])
    const { id } = await anApp()
    if (field !== 'kind') expect(await refused('clients change', { id, ...fault })).toEqual([field])
  })
}

test('a change leaves what it does not mention, and the kind for good', async () => {
  const { client } = await run('clients add', { ...wiki, kind: 'spa', post_logout_uris: ['https://wiki.example.com/'] })
  const changed = await run('clients change', {
    id: client.id,
    name: 'Wiki 2',
    scopes: ['phone', 'openid'],
    kind: 'web',
  })
  expect(changed.client).toEqual({ ...client, name: 'Wiki 2', scopes: ['openid', 'phone'] })
  expect((await run('clients change', { id: client.id, post_logout_uris: [] })).client.post_logout_uris).toEqual([])
  expect(await refused('clients change', { id: client.id })).toEqual(['id'])
})

test('a new secret ends the former one at once, or lets both work for a time [P36]', async () => {
  const { client, secret } = await run('clients add', wiki)
  const kept = await run('clients rotate-secret', { id: client.id, keep_old: '24h' })
  const inHours = (Date.parse(kept.old_secret_until!) - Date.now()) / 3_600_000
  expect(inHours).toBeGreaterThan(23.9)
  expect(inHours).toBeLessThan(24.1)
  expect(await findClient(client.id)).toMatchObject({
    secretHash: hashClientSecret(kept.secret),
    oldSecretHash: hashClientSecret(secret!),
  })
  const last = await run('clients rotate-secret', { id: client.id })
  expect(await findClient(client.id)).toMatchObject({
    secretHash: hashClientSecret(last.secret),
    oldSecretHash: null,
    oldSecretUntil: null,
  })
  for (const keep_old of ['24', '0h', '31d', 'h', '-1h', '24h '])
    expect(await refused('clients rotate-secret', { id: client.id, keep_old }), keep_old).toEqual(['keep_old'])
})

test('what is shown of an app says who is logged in, who may be, what was refused and what it was told, and no secret', async () => {
  const { client, secret } = await run('clients add', {
    ...wiki,
    allow: 'listed',
    backchannel_uri: 'http://wiki:3000/x',
  })
  const user = await someone({ passwordHash: 'none' })
  await run('clients allow', { id: client.id, user: user.email })
  await enterApp(user, (await findClient(client.id))!)
  await enterApp(user, (await findClient(client.id))!)
  await noteClientFault(client.id, 'redirect-unregistered', 'https://wiki.example.com/calback')
  await noteClientFault(client.id, 'of-a-later-version', 'x')
  const shown = await run('clients show', { id: client.id })
  expect(shown).toMatchObject({
    client: { id: client.id },
    people: 1,
    allowed: [{ id: user.id, email: user.email }],
    notices: { queued: 0, told: 0, refused: 0, failed: 0 },
    faults: [
      { description: 'of-a-later-version: x' },
      { count: 1, description: expect.stringContaining('https://wiki.example.com/calback, which is not one of') },
    ],
  })
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${secret}|${hashClientSecret(secret!)}`))
  await run('clients deny', { id: client.id, user: user.id })
  expect(await run('clients show', { id: client.id })).toMatchObject({ people: 0, allowed: [], notices: { queued: 2 } })
})

test('the list of an app that is open to everyone can be prepared, but nobody can be taken out of everyone', async () => {
  const { id } = await anApp()
  const { email } = await someone({ passwordHash: 'none' })
  expect(await run('clients allow', { id, user: email })).toMatchObject({ changed: true, allow: 'everyone', email })
  expect((await run('clients show', { id })).allowed).toBeNull()
  expect(await run('clients deny', { id, user: email })).toMatchObject({ changed: true })
  expect(await refused('clients deny', { id, user: email })).toEqual(['user'])
})

test('every command refuses an unknown client, and an unknown user', async () => {
  const { email } = await someone({ passwordHash: 'none' })
  const named = Object.keys(commands).filter((name) => /^clients (?!add|list)/.test(name)) as CommandName[]
  expect(named).toHaveLength(9)
  for (const name of named)
    for (const id of ['nobody', '', 'a\0b', 'x'.repeat(10_000)])
      expect(await commands[name]({ id, user: email, name: 'Wiki' }, operator), name).toMatchObject({
        ok: false,
        code: 'client-unknown',
      })
  const { id } = await anApp()
  for (const name of ['clients allow', 'clients deny'] as const)
    expect(await commands[name]({ id, user: 'nobody@example.com' }, operator)).toMatchObject({ code: 'not-found' })
})

async function refused(name: CommandName, input: object): Promise<string[]> {
  const result = await commands[name](input, operator)
  return !result.ok && result.code === 'invalid-input' ? Object.keys(result.fields) : []
}

async function run<N extends CommandName>(name: N, input: object): Promise<AnswerOf<N>> {
  const result = await commands[name](input, operator)
  if (!result.ok) throw new Error(JSON.stringify(result))
  return result.value as AnswerOf<N>
}
