import { atOnce } from '@/test/at-once'
import { anAct } from '@/test/operator/an-act'
import { anApp } from '@/test/provider/an-app'
import { expect, test } from '@/test/unit'
import { countNotices, findClientFaults } from './client-facts'
import { findClient, findClients, insertClient, noteClientFault, touchClient } from './clients'

const row = { name: 'Wiki', kind: 'web', redirectUris: ['https://wiki.example.com/'] } as const

test('an ID belongs to one client, and there are only as many clients as allowed', async () => {
  const { id } = await anApp()
  expect(await insertClient(anAct(), { ...row, id, redirectUris: [] }, 10_000)).toBe('taken')
  expect(await insertClient(anAct(), { ...row, id: 'one-too-many', redirectUris: [] }, 1)).toBe('full')
  expect(await findClient('one-too-many')).toBeUndefined()
})

test('clients are listed by name', async () => {
  const names = ['B app', 'A app'].map((name) => `${name} ${Date.now()}`)
  for (const name of names) await anApp({ name })
  const listed = (await findClients()).map(({ name }) => name).filter((name) => names.includes(name))
  expect(listed).toEqual(names.reverse())
})

test('the last use of a client is recorded once in five minutes', async () => {
  const { id, lastUsedAt } = await anApp()
  expect(lastUsedAt).toBeNull()
  await touchClient(id)
  const first = (await findClient(id))?.lastUsedAt
  expect(first).toBeInstanceOf(Date)
  await touchClient(id)
  expect((await findClient(id))?.lastUsedAt).toEqual(first)
})

test('refusals of one kind are one row with their number and the latest detail, also many at once', async () => {
  const { id } = await anApp()
  await atOnce(10, () => noteClientFault(id, 'invalid_client', 'first'))
  await noteClientFault(id, 'redirect-unregistered', `https://evil.example/\0${'x'.repeat(1000)}`)
  await noteClientFault(id, 'invalid_client', 'last')
  const [last, other] = await findClientFaults(id, 10)
  expect(last).toMatchObject({ code: 'invalid_client', detail: 'last', count: 11 })
  expect(other).toMatchObject({ code: 'redirect-unregistered', count: 1 })
  expect(other!.detail).toMatch(/^https:\/\/evil\.example\/x+$/)
  expect(other!.detail).toHaveLength(500)
})

test('a refusal of an unknown client is not recorded, and no error', async () => {
  await noteClientFault('nobody-knows', 'invalid_client', '')
  expect(await findClientFaults('nobody-knows', 10)).toEqual([])
  expect(await countNotices('nobody-knows')).toEqual({})
})
