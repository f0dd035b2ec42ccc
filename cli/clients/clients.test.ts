import { someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

const CALLBACK = 'https://wiki.example.com/callback'

test('an app is added, changed, disabled and enabled, and deleted only after confirmation', async () => {
  const id = `wiki-${Date.now()}`
  const added = await rekey(['clients', 'add', 'Wiki', '--redirect', CALLBACK, 'http://localhost:3000/', '--id', id])
  expect(added.out).toMatch(
    /issuer +http:\/\/localhost:3000\ndiscovery +http:\/\/localhost:3000\/\.well-known\/openid-configuration\nclient_id +wiki-\d+\nclient_secret +[\w-]{43}\n/,
  )
  expect(added.out).toContain('PROVIDER=on')
  const changed = await rekey([
    'clients',
    'change',
    id,
    '--third-party',
    '--scopes',
    'openid,phone',
    '--backchannel',
    CALLBACK,
  ])
  expect(changed.out).toMatch(/state +enabled, third-party\n/)
  expect(changed.out).toMatch(/scopes +openid phone\n/)
  const back = ['--first-party', '--no-backchannel', '--id-token-claims', '--unverified', '--without-pkce']
  const shown = JSON.parse((await rekey(['clients', 'change', id, ...back, '--json'])).out)
  expect(shown.client).toMatchObject({
    redirect_uris: [CALLBACK, 'http://localhost:3000/'],
    third_party: false,
    backchannel_uri: null,
    id_token_claims: true,
    needs_verified: false,
    pkce: false,
  })
  expect((await rekey(['clients', 'disable', id])).out).toContain('Wiki is now disabled.')
  expect((await rekey(['clients', 'list'])).out).toMatch(new RegExp(`${id} +Wiki +web +disabled`))
  expect((await rekey(['clients', 'enable', id])).out).toContain('Wiki is now enabled.')
  expect(await rekey(['clients', 'remove', id])).toMatchObject({ code: 1, err: expect.stringContaining('--yes') })
  expect(await rekey(['clients', 'remove', id], { types: 'Wiki' })).toMatchObject({ code: 1 })
  expect(await rekey(['clients', 'remove', id], { types: id })).toMatchObject({ code: 0 })
  expect(await rekey(['clients', 'show', id])).toMatchObject({ code: 1, err: 'No client has this ID.' })
})

test('with PROVIDER=on nothing says that apps cannot log anybody in', async () => {
  const { out } = await withSettings({ PROVIDER: 'on' }, () => rekey(['clients', 'list']))
  expect(out).not.toContain('PROVIDER')
})

test('a new secret is printed with what happens to the old one', async () => {
  const id = `wiki-${Date.now()}`
  await rekey(['clients', 'add', 'Wiki', '--redirect', CALLBACK, '--id', id])
  expect((await rekey(['clients', 'rotate-secret', id])).out).toMatch(/client_secret {2}[\w-]{43}\n\n.*no longer works/)
  expect((await rekey(['clients', 'rotate-secret', id, '--keep-old', '1d'])).out).toMatch(/old one works until \d{4}-/)
})

test('users are allowed and denied by email, ID or phone number', async () => {
  const id = `wiki-${Date.now()}`
  const user = await someone({ passwordHash: 'none' })
  const none = await rekey(['clients', 'add', 'Wiki', '--redirect', CALLBACK, '--id', id, '--allow', 'listed'])
  expect(none.code).toBe(0)
  expect((await rekey(['clients', 'show', id])).out).toContain(`rekey clients allow ${id} <user>`)
  expect((await rekey(['clients', 'allow', id, user.phoneNumber])).out).toContain(`${user.email} may log in to Wiki.`)
  expect((await rekey(['clients', 'show', id])).out).toContain(user.email)
  expect((await rekey(['clients', 'deny', id, user.id])).out).toContain(`${user.email} may no longer log in to Wiki.`)
})

test('for an app that is known, its own configuration is printed with the secret, once [P42]', async () => {
  const id = `wiki-${Date.now()}`
  const more = ['--redirect', CALLBACK, '--allow', 'listed', '--id', id]
  const { out } = await rekey(['clients', 'add', 'Wiki', 'https://wiki.example.com', '--for', 'apache', ...more])
  const [, secret = ''] = /^OIDCClientSecret ([\w-]{43})$/m.exec(out) ?? []
  expect(secret).not.toBe('')
  expect(out.split(secret)).toHaveLength(2)
  expect(out).toContain(
    `\n\nOIDCProviderMetadataURL http://localhost:3000/.well-known/openid-configuration\nOIDCClientID ${id}\n`,
  )
  expect(out).toContain('open https://wiki.example.com/ in a private window')
  expect(out).toMatch(/\nTested with Apache/)
  const { client } = JSON.parse((await rekey(['clients', 'show', id, '--json'])).out)
  expect(client).toMatchObject({
    redirect_uris: ['https://wiki.example.com/oidc/callback', CALLBACK],
    post_logout_uris: ['https://wiki.example.com/'],
    backchannel_uri: 'https://wiki.example.com/oidc/callback?logout=backchannel',
    allow: 'listed',
    pkce: true,
  })
})

test('a configuration that nobody has run says so, also as JSON [P42]', async () => {
  const add = ['clients', 'add', 'Gitea', '--for', 'gitea', 'https://git.example.com/']
  expect((await rekey(add)).out).toMatch(/\nNot tested: nobody has run this with Gitea\. It follows .*2026\.\n/)
  const { client, secret, configuration } = JSON.parse((await rekey([...add, '--json'])).out)
  expect(client).toMatchObject({ redirect_uris: ['https://git.example.com/user/oauth2/rekey/callback'], pkce: false })
  expect(configuration).toMatchObject({
    for: 'gitea',
    tested: false,
    text: expect.stringContaining(`--secret ${secret} `),
  })
  const byHand = await rekey(['clients', 'add', 'Gitea', '--redirect', CALLBACK, '--json'])
  expect(JSON.parse(byHand.out).configuration).toBeNull()
})

test('an app behind nginx or Caddy has no secret, and its operator says who may enter [P42]', async () => {
  for (const proxy of ['nginx', 'caddy']) {
    const url = `https://${proxy}-${Date.now()}.example.com`
    const add = ['clients', 'add', 'Wiki', '--for', proxy, url]
    expect(await rekey(add)).toMatchObject({
      code: 1,
      err: expect.stringContaining('allow: is needed for an app behind a proxy'),
    })
    const { out } = await rekey([...add, '--allow', 'listed'])
    expect(out).toContain(new URL(url).host)
    expect(out).not.toContain('secret')
    expect(await rekey([...add, '--allow', 'listed'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('must be at another host'),
    })
  }
})

test('of an app behind a proxy only what it has is shown', async () => {
  const add = async (...more: string[]) => JSON.parse((await rekey(['clients', 'add', 'Wiki', ...more, '--json'])).out)
  const behind = `https://wiki-${Date.now()}.example.com`
  const proxied = await add('--for', 'caddy', behind, '--allow', 'everyone')
  const names = async (id: string) => {
    const [settings = ''] = (await rekey(['clients', 'show', id])).out.split('\n\n')
    return settings.split('\n').map((line) => line.split('  ')[0])
  }
  const others = ['back-channel URL', 'ID tokens', 'PKCE', 'old secret works until', 'told of logouts']
  const shown = await names(proxied.client.id)
  expect(shown.filter((name) => others.includes(name!))).toEqual([])
  expect(shown).toEqual(expect.arrayContaining(['redirect URLs', 'name of the user', 'unverified emails', 'logged in']))
  const web = await names((await add('--redirect', CALLBACK)).client.id)
  expect(web).toEqual(expect.arrayContaining(others))
  expect(web).not.toContain('name of the user')
})

test('a configuration is refused for an app that is not known, and for a URL that is no origin [P42]', async () => {
  const unknown = await rekey(['clients', 'add', 'Wiki', '--for', 'wordpress', 'https://wiki.example.com'])
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('apache, nginx, caddy') })
  const add = ['clients', 'add', 'Wiki', '--for', 'apache']
  expect(await rekey(add)).toMatchObject({ code: 2, err: expect.stringContaining('needs the URL of the app too') })
  const misplaced = await rekey(['clients', 'add', 'Wiki', 'https://wiki.example.com', '--redirect', CALLBACK])
  expect(misplaced).toMatchObject({ code: 2, err: expect.stringContaining('without --for') })
  for (const [url, words] of [
    ['https://wiki.example.com/wiki', 'without a path'],
    ['wiki.example.com', 'without a path'],
    ['https://wiki.example.com";', 'without a path'],
    ['http://wiki.example.com', 'must begin with https://'],
    ['https://wiki.example.com:443', 'must be written as https://wiki.example.com/'],
  ] as const)
    expect(await rekey([...add, url]), url).toMatchObject({ code: 1, err: expect.stringContaining(words) })
  const spa = await rekey([...add, 'https://wiki.example.com', '--kind', 'spa'])
  expect(spa).toMatchObject({ code: 1, err: expect.stringContaining('kind: is web for Apache') })
})

test('what an app cannot have is a usage error or a refusal that says what to write', async () => {
  const add = ['clients', 'add', 'Wiki', '--redirect']
  const refused = await rekey([...add, 'https://wiki.example.com'])
  expect(refused).toMatchObject({
    code: 1,
    err: expect.stringContaining('must be written as https://wiki.example.com/'),
  })
  for (const slip of [
    ['clients', 'add', 'Wiki'],
    [...add],
    [...add, CALLBACK, '--kind', 'desktop'],
    [...add, CALLBACK, '--alg', 'none'],
    [...add, CALLBACK, '--allow', 'nobody'],
    ['clients', 'change', 'wiki', '--kind', 'spa'],
    ['clients', 'change', 'wiki', '--third-party', '--first-party'],
  ])
    expect(await rekey(slip), slip.join(' ')).toMatchObject({ code: 2, out: '' })
})
