import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'playwright/test'
import postgres from 'postgres'
import { missing } from '@/e2e/support/needs'
import { postgresIsHere, postgresProgram } from '@/e2e/support/servers/installed-postgres'
import { startPostgres } from '@/e2e/support/servers/postgres-server'
import { expect } from '@/test/expect'
import { driverOptions } from './driver-options'

// These tests start their own servers, even if TEST_DATABASE_URL is set.
test.skip(!postgresIsHere() || !postgresProgram('initdb'), missing.postgres.reason)

let server: Awaited<ReturnType<typeof startPostgres>>
let folder: string
test.beforeAll(async () => {
  test.setTimeout(120_000)
  folder = mkdtempSync(path.join(tmpdir(), 'rekey-tls-'))
  for (const name of ['server', 'stranger']) {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const files = ['-keyout', path.join(folder, `${name}.key`), '-out', path.join(folder, `${name}.crt`)]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files], {
      stdio: 'pipe',
    })
  }
  server = await startPostgres()
  const { dir } = await settingOf('data_directory')
  for (const name of ['server.crt', 'server.key']) {
    cpSync(path.join(folder, name), path.join(dir, name))
    if (name.endsWith('key')) chmodSync(path.join(dir, name), 0o600)
    const { uid, gid } = statSync(dir)
    execFileSync('chown', [`${uid}:${gid}`, path.join(dir, name)])
  }
  await ask(server.url, `alter system set ssl = on`)
  await ask(server.url, 'select pg_reload_conf()')
  await expect.poll(() => encrypted('127.0.0.1', 'sslmode=prefer')).toBe(true)
})
test.afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('each sslmode encrypts and checks as in psql', async () => {
  test.setTimeout(120_000)
  const [own, other] = ['server', 'stranger'].map((name) => `sslrootcert=${path.join(folder, `${name}.crt`)}`)
  for (const query of ['', 'sslmode=disable'])
    expect([query, await encrypted('localhost', query)]).toEqual([query, false])
  const good = [
    ...['sslmode=allow', 'sslmode=prefer', 'sslmode=require', 'sslmode=require&channel_binding=require'],
    ...[`sslmode=require&${own}`, `sslmode=verify-ca&${own}`, `ssl=true&${own}`, `sslmode=verify-full&${own}`],
    ...['sslmode=require&gssencmode=disable&keepalives_idle=30&connect_timeout=5&pgbouncer=true&schema=public'],
  ]
  for (const query of good) expect([query, await encrypted('localhost', query)]).toEqual([query, true])
  // The certificate names localhost, so only verify-full refuses an IP address.
  expect(await encrypted('127.0.0.1', `sslmode=verify-ca&${own}`)).toBe(true)
  await expect(encrypted('127.0.0.1', `sslmode=verify-full&${own}`)).rejects.toThrow(/IP: 127\.0\.0\.1|altnames/i)
  const bad = [
    ...['sslmode=verify-ca', 'sslmode=verify-full', 'ssl=true', 'sslrootcert=system'],
    ...[`sslmode=require&${other}`, `sslmode=verify-ca&${other}`, `sslmode=verify-full&${other}`],
  ]
  for (const query of bad) await expect(encrypted('localhost', query), query).rejects.toThrow(/certificate/)
  await expect(encrypted('localhost', 'sslmode=verify-ca&sslrootcert=/nowhere')).rejects.toThrow(/sslrootcert .*ENOENT/)
})

test('a socket, server options and an application name are used', async () => {
  const { socket, port } = await settingOf('unix_socket_directories')
  const { username } = new URL(server.url)
  const url = `postgres://${username}@/postgres?host=${socket}&port=${port}&sslmode=require&application_name=mine&options=-c%20search_path%3Dapp`
  const [row] = await ask(
    url,
    `select current_setting('application_name') as name, current_setting('search_path') as path`,
  )
  expect(row).toEqual({ name: 'mine', path: 'app' })
})

test('if the server offers no TLS, prefer connects without it, and require and stricter modes are refused', async () => {
  const plain = await startPostgres()
  try {
    expect(await isEncrypted(`${plain.url}?sslmode=prefer`)).toBe(false)
    for (const mode of ['require', 'verify-full'])
      await expect(isEncrypted(`${plain.url}?sslmode=${mode}`)).rejects.toThrow()
  } finally {
    await plain.stop()
  }
})

function encrypted(host: string, query: string): Promise<boolean> {
  const url = new URL(server.url)
  url.hostname = host
  return isEncrypted(`${url.href}?${query}`)
}

async function isEncrypted(url: string): Promise<boolean> {
  const [row] = await ask(url, 'select ssl from pg_stat_ssl where pid = pg_backend_pid()')
  return row!.ssl
}

async function settingOf(name: string) {
  const [row] = await ask(server.url, `select current_setting('${name}') as value, current_setting('port') as port`)
  return { dir: row!.value, socket: row!.value, port: row!.port }
}

type Row = { ssl: boolean; value: string; port: string; name: string; path: string }

async function ask(url: string, statement: string) {
  const client = postgres({ ...driverOptions(url, { application_name: 'rekey test' }), max: 1, connect_timeout: 5 })
  try {
    return [...(await client.unsafe(statement))] as unknown as Row[]
  } finally {
    await client.end({ timeout: 1 })
  }
}
