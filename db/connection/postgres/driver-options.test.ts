import type { ConnectionOptions, PeerCertificate } from 'node:tls'
import { test } from 'playwright/test'
import { expect } from '@/test/expect'
import { driverOptions } from './driver-options'

/** What is checked of the certificate: nothing, that a trusted authority issued it, or also that it names this host. */
type Checked = 'prefer' | 'off' | 'nothing' | 'authority' | 'name'
const CA = 'sslrootcert=package.json'

const modes: [query: string, checked: Checked][] = [
  ['', 'prefer'],
  ['sslmode=disable', 'off'],
  ['sslmode=require', 'nothing'],
  ['sslmode=no-verify', 'nothing'],
  [`sslmode=require&${CA}`, 'authority'],
  [`sslmode=verify-ca&${CA}`, 'authority'],
  ['sslmode=verify-ca', 'name'],
  ['sslmode=verify-full', 'name'],
  ['ssl=true', 'name'],
  ['ssl=1', 'name'],
  ['ssl=0', 'off'],
  ...['require', 'verify-ca', 'prefer', 'disable', 'no-verify'].map((mode): [string, Checked] => [
    `sslmode=${mode}&sslrootcert=system`,
    'name',
  ]),
]
for (const [query, checked] of modes)
  test(`?${query} checks this about the server: ${checked}`, () => {
    expect(checkedBy(`postgres://db.example/rekey?${query}`)).toBe(checked)
  })

test('the TLS settings of the environment are used if the URL has none', () => {
  const url = 'postgres://db.example/rekey'
  expect(checkedBy(url, { PGSSLMODE: 'verify-full' })).toBe('name')
  expect(checkedBy(url, { PGSSL: 'true' })).toBe('name')
  expect(checkedBy(url, { PGSSLMODE: 'require', PGSSLROOTCERT: 'package.json' })).toBe('authority')
  expect(checkedBy(url, { PGSSLROOTCERT: 'system' })).toBe('name')
  expect(checkedBy(`${url}?sslmode=require`, { PGSSLMODE: 'verify-full' })).toBe('nothing')
  expect(checkedBy(`${url}?ssl=true`, { PGSSLMODE: 'disable' })).toBe('name')
  expect(() => checkedBy(url, { PGSSLMODE: 'on' })).toThrow('PGSSLMODE')
})

test('a host and a port in the environment are checked like those in the URL', () => {
  const place = (url: string, env = {}) => {
    const { host, port, path, ssl } = optionsOf(url, env) as {
      host?: string[]
      port?: number[]
      path?: string
      ssl: unknown
    }
    return [path ?? `${host}:${port}`, ssl]
  }
  expect(place('postgres:///rekey')).toEqual(['localhost:5432', false])
  expect(place('postgres:///rekey', { PGHOST: 'db.example', PGPORT: '5433' })).toEqual(['db.example:5433', 'prefer'])
  expect(place('postgres://one/rekey', { PGHOST: 'two', PGPORT: '5433' })).toEqual(['one:5433', 'prefer'])
  expect(place('postgres://:5434/rekey', { PGHOST: 'two', PGPORT: '5433' })).toEqual(['two:5434', 'prefer'])
  expect(place('postgres:///rekey', { PGHOST: '/run' })).toEqual(['/run/.s.PGSQL.5432', false])
})

test('a URL that cannot be fully read opens no connection', () => {
  expect(() => optionsOf('postgres://one/rekey?sslmod=verify-full')).toThrow('sslmod')
})

function checkedBy(url: string, env: Record<string, string> = {}): Checked {
  const { ssl } = optionsOf(url, env) as { ssl: false | string | ConnectionOptions }
  if (ssl === false) return 'off'
  if (typeof ssl === 'string') return ssl as Checked
  if (!ssl.rejectUnauthorized) return 'nothing'
  const other = { subject: { CN: 'evil.example' }, subjectaltname: 'DNS:evil.example' } as PeerCertificate
  return ssl.checkServerIdentity!('db.example', other) ? 'name' : 'authority'
}

function optionsOf(url: string, env: Record<string, string> = {}) {
  const kept = { ...process.env }
  try {
    for (const name of Object.keys(process.env)) if (name.startsWith('PG')) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, env)
    return driverOptions(url, { application_name: 'rekey test' })
  } finally {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name)
    Object.assign(process.env, kept)
  }
}
