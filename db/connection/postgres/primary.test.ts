import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { openPrimary, readOnlyServer, serversOf } from './primary'

test('a URL with several servers is split into one URL for each', () => {
  expect(serversOf('postgres://app:p@one/rekey')).toEqual(['postgres://app:p@one/rekey'])
  expect(serversOf('postgres://app:p%2C@one,two:5433,[::1]:5434/rekey?sslmode=require')).toEqual([
    'postgres://app:p%2C@one/rekey?sslmode=require',
    'postgres://app:p%2C@two:5433/rekey?sslmode=require',
    'postgres://app:p%2C@[::1]:5434/rekey?sslmode=require',
  ])
  for (const host of ['[fe80::1%25eth0]', '%2Frun%2Fpostgresql', 'a%40b'])
    expect(serversOf(`postgres://${host},two/rekey`)).toEqual([`postgres://${host}/rekey`, 'postgres://two/rekey'])
  const target = 'target_session_attrs=any'
  expect(serversOf(`postgres://one/rekey?${target}`)).toEqual(['postgres://one/rekey'])
  expect(serversOf(`postgres://one/rekey?${target}&a=1`)).toEqual(['postgres://one/rekey?a=1'])
  expect(serversOf(`postgres://one/rekey?a=1&${target}`)).toEqual(['postgres://one/rekey?a=1'])
})

test('the server that accepts writes is found at once next to a silent one and a standby, and the others are closed', async () => {
  const closed: string[] = []
  const opened = (name: string) => ({ name, end: async () => void closed.push(name) })
  let wakes = () => {}
  const answers: Record<string, () => Promise<ReturnType<typeof opened>>> = {
    silent: () => new Promise((resolve) => (wakes = () => resolve(opened('silent')))),
    standby: () => Promise.reject(readOnlyServer()),
    primary: async () => opened('primary'),
  }
  const found = await openPrimary('postgres://silent,standby,primary/db', (url) => answers[new URL(url).hostname]!())
  expect(found.name).toBe('primary')
  wakes()
  await expect.poll(() => closed).toEqual(['silent'])
})

test('if no server accepts writes, a configuration error is reported before a temporary fault', async () => {
  const code = (url: string) => ({ one: '25006', two: '28P01', three: 'ECONNREFUSED' })[new URL(url).hostname]
  const failing = (url: string) => Promise.reject(Object.assign(new Error('refused'), { code: code(url) }))
  await expect(openPrimary('postgres://one,two,three/db', failing)).rejects.toMatchObject({ code: '28P01' })
  await expect(openPrimary('postgres://one,three/db', failing)).rejects.toMatchObject({ code: '25006' })
})
