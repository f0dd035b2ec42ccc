import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { readDatabaseUrl } from './database-url'

const places: [url: string, servers: string[]][] = [
  ['postgres://u:p@one/db', ['one']],
  ['postgresql://u:p@one:5433,two,[::1]:5434/db', ['one:5433', 'two', '[::1]:5434']],
  ['postgres:///db', ['']],
  ['postgres://u@/db?host=/var/run/postgresql', ['/var/run/postgresql']],
  ['postgres://%2Fvar%2Frun%2Fpostgresql/db', ['/var/run/postgresql']],
  ['postgres://u@other/db?host=one,two&port=5433', ['one:5433', 'two:5433']],
  ['postgres://u@/db?host=one,two&port=1,2', ['one:1', 'two:2']],
  ['postgres://u@/db?hostaddr=::1&port=5433', ['[::1]:5433']],
]
for (const [url, servers] of places)
  test(`${url} leads to ${servers.join(' and ') || 'the usual place'}`, () => {
    const read = readDatabaseUrl(url)
    expect(read.faults).toEqual([])
    expect(read.servers.map(({ host, port }) => (port ? `${host}:${port}` : host))).toEqual(servers)
    expect(read.database).toBe('db')
  })

test('the user name and password are percent-decoded', () => {
  expect(readDatabaseUrl('postgres://a%40b:p%2F%23+%25@one/db')).toMatchObject({ user: 'a@b', password: 'p/#+%' })
  expect(readDatabaseUrl('postgres://one/?user=a&password=p%26q&dbname=db')).toMatchObject({
    ...{ user: 'a', password: 'p&q', database: 'db' },
  })
})

const understood = [
  'sslmode=require&channel_binding=prefer',
  'sslmode=verify-full&sslrootcert=/etc/ca.pem&sslcert=a&sslkey=b&sslcrl=c',
  'gssencmode=disable&keepalives=1&keepalives_idle=30&keepalives_interval=10&keepalives_count=3&tcp_user_timeout=0',
  'connect_timeout=10&application_name=x&fallback_application_name=y&options=-c%20search_path%3Dapp',
  'target_session_attrs=read-write&load_balance_hosts=random&sslnegotiation=postgres&client_encoding=UTF8',
  'pgbouncer=true&connection_limit=1&schema=public&pool_timeout=10',
  'search_path=app&statement_timeout=5s',
  'ssl=true',
]
const inVain: [query: string, named: string][] = [
  ['sslmode=require&channel_binding=require', 'channel_binding=require'],
  ['target_session_attrs=standby', 'target_session_attrs=standby'],
  ['client_encoding=LATIN1', 'client_encoding=LATIN1'],
  ['schema=app', 'schema=app'],
  ['require_auth=scram-sha-256', 'require_auth'],
  ['service=main', 'service'],
  ['foo=bar', 'foo'],
  ['constructor=x', 'constructor'],
  ['__proto__=x', '__proto__'],
]
const refused = [
  'sslmode=on',
  'sslmod=require',
  'ssl_mode=require',
  'gssencmode=require',
  'ssl=maybe',
  'sslmode',
  'a=%zz',
]

for (const query of understood)
  test(`?${query} is understood`, () => {
    expect(readDatabaseUrl(`postgres://one/db?${query}`)).toMatchObject({ faults: [], warnings: [] })
  })
for (const [query, named] of inVain)
  test(`?${query} is ignored with a warning`, () => {
    const { faults, warnings } = readDatabaseUrl(`postgres://one/db?${query}`)
    expect([faults, warnings]).toEqual([[], [expect.stringContaining(named)]])
  })
for (const query of refused)
  test(`?${query} is an error`, () => {
    expect(readDatabaseUrl(`postgres://one/db?${query}`).faults.length).toBeGreaterThan(0)
  })

test('an unencoded password is an error that does not show it', () => {
  for (const url of [
    'postgres://u:12/sesame@one/db',
    'postgres://u:12#sesame@one/db',
    'postgres://u:pa%sesame@one/db',
  ]) {
    const { faults } = readDatabaseUrl(url)
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.join()).not.toMatch(/sesame|12/)
  }
})
