import { allowUser } from '@/db/provider/client-users'
import type { ClientKind } from '@/db/provider/tables'
import { someone } from '@/test/accounts/someone'
import { anAct } from '@/test/operator/an-act'
import { examined } from '@/test/provider/examined-app'
import { type ProviderSite, startProviderSite } from '@/test/provider/provider-site'
import { aProxiedApp } from '@/test/provider/proxied-app'
import { anApp } from '@/test/provider/running-app'
import { expect, test } from '@/test/unit'

let site: ProviderSite
test.beforeAll(async () => {
  site = await startProviderSite()
})
test.afterAll(() => site.stop())

const onTheDevice = { redirectUris: ['com.example.wiki:/cb'] }
const list = async (id: string) => (await examined(id)).filter(({ check }) => check === 'listed')

const kinds: [kind: ClientKind, added: (allow: 'everyone' | 'listed') => Promise<{ id: string }>][] = [
  ['native', (allow) => anApp(site, { kind: 'native', allow, ...onTheDevice })],
  [
    'proxy',
    async (allow) => (await aProxiedApp(site, { allow, redirectUris: ['http://localhost:2/.rekey/callback'] })).client,
  ],
]
for (const [kind, added] of kinds) {
  test(`an app of the kind ${kind} whose list is empty lets nobody in, and the doctor says so`, async () => {
    const { id } = await added('listed')
    const says = 'Nobody is on the list of Wiki, so nobody can log in to it.'
    expect(await list(id)).toEqual([
      { check: 'listed', level: 'warning', says, mend: `npx rekey clients allow ${id} PERSON` },
    ])
    await allowUser(anAct(), id, (await someone({ passwordHash: 'none' })).id)
    expect(await list(id)).toEqual([{ check: 'listed', level: 'ok', says: '1 person is on the list of Wiki.' }])
    expect(await list((await added('everyone')).id)).toEqual([])
  })
}
