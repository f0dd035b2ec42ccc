import { randomBytes, randomInt } from 'node:crypto'
import { findClient } from '@/db/provider/clients'
import { type CommandName, commands } from '@/lib/operator/commands'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'

const operator = { name: 'grace' }
const aHost = () => `wiki-${randomBytes(6).toString('hex')}.example.com`
const wikiAt = (host: string) => ({
  name: 'Wiki',
  kind: 'proxy',
  allow: 'listed',
  redirect_uris: [`https://${host}/.rekey/callback`],
})

const add = async (input: object) => {
  const added = await commands['clients add'](input, operator)
  if (!added.ok) throw new Error(JSON.stringify(added))
  return added.value
}

async function faults(command: CommandName, input: object): Promise<string[]> {
  const result = await (commands[command] as (input: object, by: object) => Promise<object>)(input, operator)
  return Object.keys((result as { fields?: object }).fields ?? {})
}

test('an app behind a proxy has no secret of its own, and says who may enter and what it calls them', async () => {
  const { client, secret } = await add({ ...wikiAt(aHost()), remote_user: 'email' })
  expect(client).toMatchObject({
    kind: 'proxy',
    allow: 'listed',
    remote_user: 'email',
    scopes: ['openid', 'profile', 'email'],
  })
  expect([secret, (await findClient(client.id))?.secretHash]).toEqual([null, null])
  const { allow: _, ...unsaid } = wikiAt(aHost())
  expect(await faults('clients add', unsaid)).toEqual(['allow'])
  expect(await faults('clients rotate-secret', { id: client.id })).toEqual(['id'])
})

test('it comes back to one path of another host than Rekey’s, and to no host of another such app', async () => {
  const host = aHost()
  const { client } = await add(wikiAt(host))
  const uris = [
    `https://${aHost()}/callback`,
    `https://${aHost()}/.rekey/callback?x`,
    `https://${aHost()}/.rekey/callback/`,
    'http://localhost:3000/.rekey/callback',
    `https://${host}/.rekey/callback`,
  ]
  for (const uri of uris)
    expect(await faults('clients add', { ...wikiAt(aHost()), redirect_uris: [uri] }), uri).toEqual(['redirect_uris'])
  const other = await add(wikiAt(aHost()))
  const moved = { id: other.client.id, redirect_uris: [`https://${host}/.rekey/callback`] }
  expect(await faults('clients change', moved)).toEqual(['redirect_uris'])
  expect(await faults('clients change', { id: client.id, redirect_uris: client.redirect_uris })).toEqual([])
})

test('it has a host name that Rekey does not have, and a host that no other such app has with another scheme', async () => {
  await withSettings({ APP_URL: 'https://nas.example.com:3000' }, async () => {
    for (const host of ['nas.example.com', 'nas.example.com:8443'])
      expect(await faults('clients add', wikiAt(host)), host).toEqual(['redirect_uris'])
  })
  const local = `localhost:${randomInt(20_000, 60_000)}`
  const at = (scheme: string) => ({ ...wikiAt(local), redirect_uris: [`${scheme}://${local}/.rekey/callback`] })
  await add(at('http'))
  expect(await faults('clients add', at('https'))).toEqual(['redirect_uris'])
})

test('what such an app can do nothing with is refused, and what only it has is refused to others', async () => {
  const useless: [string, object][] = [
    ['backchannel_uri', { backchannel_uri: 'https://wiki.example.com/logout' }],
    ['id_token_claims', { id_token_claims: true }],
    ['scopes', { scopes: ['openid', 'offline_access'] }],
    ['pkce', { pkce: false }],
  ]
  const { client } = await add(wikiAt(aHost()))
  for (const [field, wanted] of useless) {
    expect(await faults('clients add', { ...wikiAt(aHost()), ...wanted })).toEqual([field])
    expect(await faults('clients change', { id: client.id, ...wanted })).toEqual([field])
  }
  const web = { name: 'Wiki', redirect_uris: ['https://wiki.example.com/callback'] }
  expect(await faults('clients add', { ...web, remote_user: 'email' })).toEqual(['remote_user'])
})
