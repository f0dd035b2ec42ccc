import { spawnSync } from 'node:child_process'
import { onPostgres } from '../support/needs'
import { brandFolder } from '../support/servers/brand-folder'
import { neutral } from '../support/servers/neutral-environment'
import { startSite } from '../support/servers/site'
import { startMailbox } from '../support/servers/smtp-mailbox'
import { freshDatabase } from '../support/servers/test-database'
import { expect, test } from '../support/test'

test('production refuses to start, with one line for each configuration error, and names the doctor [E4]', () => {
  const faulty = {
    ...neutral,
    APP_URL: 'http://accounts.example.com',
    AUTH_SECRET: 'secret',
    SMTP_URL: 'mail.example.com',
    BRAND_DIR: brandFolder({ logos: 'logo.svg', colors: { light: '#ffff00' } }),
  }
  const { status, stderr } = spawnSync(process.execPath, ['dist/server.mjs'], {
    env: { PATH: process.env.PATH, ...faulty, PORT: '0', NODE_ENV: 'production' },
    encoding: 'utf8',
    timeout: 30_000,
  })
  expect(status).toBe(1)
  const lines = stderr.split('\n').filter((line) => line.startsWith('Configuration: '))
  const names = lines.map((line) => line.split(' ')[1])
  expect(names).toEqual([
    'DATABASE_URL',
    'APP_URL',
    'AUTH_SECRET',
    'SMTP_URL',
    'MAIL_FROM',
    'brand.json:',
    'brand.json:',
  ])
  expect(stderr.trimEnd().split('\n').at(-1)).toBe('To see how to fix this, run: npx rekey doctor')
})

test('a start ends with one line if the database does not answer or another process has it open', async () => {
  // The first start gives up after half a minute. The others are tested meanwhile.
  const lonely = expect(startSite({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).rejects.toThrow(
    /Database: .*ECONNREFUSED/,
  )
  const first = await startSite({ databaseUrl: `pglite:${test.info().outputPath('db')}` })
  await expect(startSite({ databaseUrl: first.databaseUrl })).rejects.toThrow(/Database: .*open in process \d+/)
  await first.stop()
  await lonely
})

test('while a site starts it is alive but not ready, and answers 503 to everything else', async () => {
  const site = await startSite({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', untilReady: false })
  const ask = async (path: string, options?: RequestInit) => {
    const { status, headers } = await fetch(site.url + path, options)
    return [path, status, headers.get('retry-after')]
  }
  expect(await ask('/healthz')).toEqual(['/healthz', 200, null])
  for (const path of ['/readyz', '/', '/login', '/api/me', '/icon.svg', '/nothing'])
    expect(await ask(path)).toEqual([path, 503, '2'])
  expect(await ask('/api/login', { method: 'POST', body: '{}' })).toEqual(['/api/login', 503, '2'])
  await site.stop()
})

test('a database that does not exist ends the start at once, because waiting does not help', {
  tag: onPostgres,
}, async () => {
  const database = await freshDatabase()
  await database.drop()
  const began = Date.now()
  await expect(startSite({ databaseUrl: database.url })).rejects.toThrow(/Database: database .* does not exist/)
  expect(Date.now() - began).toBeLessThan(20_000)
})

test('two instances started at once on an empty database share sessions and send each email once', {
  tag: onPostgres,
}, async ({ request, person }) => {
  const database = await freshDatabase()
  const mailbox = await startMailbox()
  const AUTH_SECRET = 'of-two-instances-0123456789-abcdefghij'
  const together = { databaseUrl: database.url, mailbox, environment: { AUTH_SECRET } }
  const [one, two] = await Promise.all([startSite(together), startSite(together)])

  await request.post(`${one.url}/api/register`, { data: person })
  const { access_token } = await (await request.post(`${two.url}/api/login`, { data: person })).json()
  const me = await request.get(`${one.url}/api/me`, { headers: { authorization: `Bearer ${access_token}` } })
  expect(me.status()).toBe(200)
  for (let i = 0; i < 30; i++) {
    await request.post(`${one.url}/api/register`, {
      data: { ...person, email: `${i}.${person.email}`, phone_number: `00000000${String(i).padStart(2, '0')}` },
    })
  }
  // One email for each account, because an unverified email gets no notice of the login.
  await expect.poll(() => mailbox.mails.length, { timeout: 20_000 }).toBe(31)
  expect(new Set(mailbox.mails.map(({ to, subject }) => `${to} ${subject}`)).size).toBe(31)
  await Promise.all([one.stop(), two.stop()])
  await mailbox.stop()
  await database.drop()
})
