import { execFile } from 'node:child_process'
import { chownSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'playwright/test'
import { actionFields } from '../support/requests/action-fields'
import { copies, environmentOf, exec, layOut, stages } from '../support/servers/image-layout'
import { startSite } from '../support/servers/site'
import { linkIn } from '../support/servers/smtp-mailbox'
import { tokenIn } from '../support/steps/link-in-email'
import { aPassword, aPerson } from '../support/steps/person'

const run = promisify(execFile)
/** Fifty megabytes of files are copied, and a database is created. */
test.setTimeout(180_000)
/** A user without privileges: 65534 is `nobody` on every Linux. */
const NOBODY = 65_534

test('the files of the image start from a read-only folder as an unprivileged user, work, and stop cleanly [J5 G6]', async ({
  playwright,
}) => {
  test.skip(process.getuid?.() !== 0, 'Only root can start a process as another user: the image was NOT tested.')
  const image = layOut()
  const last = stages().at(-1)!
  const space = mkdtempSync(path.join(tmpdir(), 'rekey-image-data-'))
  chownSync(space, NOBODY, NOBODY)
  const remove = () => {
    image.remove()
    rmSync(space, { recursive: true, force: true })
  }
  const { PORT: _, DATA_DIR: __, ...environment } = environmentOf(last)
  const site = await startSite({
    databaseUrl: `pglite:${path.join(space, 'db')}`,
    environment: { ...environment, TMPDIR: '/nowhere' },
    program: { folder: image.folder, command: wordsOf('CMD').slice(1), user: NOBODY },
  }).catch((error) => {
    remove()
    throw error
  })
  const request = await playwright.request.newContext({ baseURL: site.url })
  try {
    expect(site.log().join('\n')).toMatch(/"bcrypt":"native"/)
    const person = aPerson()
    const post = async (address: string, data: object) => (await request.post(address, { data })).status()
    expect(await post('/api/register', person)).toBe(201)
    expect(await post('/login', person)).toBe(200)
    expect(await post('/api/forgot-password', person)).toBe(202)
    const email = await site.mailbox.waitFor(person.email, { subject: /reset/i })
    const password = aPassword()
    expect(await post('/api/reset-password', { token: tokenIn(linkIn(email)), new_password: password })).toBe(200)
    expect(await post('/api/login', { ...person, password })).toBe(200)
    const page = await (await request.get('/login')).text()
    const form = {
      multipart: { ...actionFields(page), email: person.email, password },
      headers: { origin: site.url },
      maxRedirects: 0,
    }
    expect((await request.post('/login', form)).status()).toBe(303)
    const [script] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? []
    expect((await request.get(script!)).status()).toBe(200)

    const settings = { DATABASE_URL: site.databaseUrl, DATA_DIR: site.dataDir, AUTH_SECRET: 'x'.repeat(32) }
    const inside = (command: string[], more = {}) => {
      const env = { PATH: process.env.PATH, NODE_ENV: 'production' as const, ...settings, TMPDIR: '/nowhere', ...more }
      const own = { cwd: image.folder, env, uid: NOBODY, gid: NOBODY }
      return run(process.execPath, command, own)
    }
    const rekey = async (...words: string[]) =>
      JSON.parse((await inside(['dist/rekey.mjs', ...words, '--json'], offline)).stdout)
    expect(await rekey('users', 'show', person.email)).toMatchObject({ user: { email: person.email } })
    const { port } = new URL(site.url)
    await inside(wordsOf('HEALTHCHECK').slice(1), { PORT: port })

    await site.halt('SIGTERM', 30)
    expect(site.exitCode()).toBe(0)
    await expect(inside(wordsOf('HEALTHCHECK').slice(1), { PORT: port })).rejects.toThrow()
    // The same without a running server, directly on the database.
    expect(await rekey('users', 'list', '--email-begins', person.email)).toMatchObject({
      users: [{ email: person.email }],
    })
  } finally {
    await request.dispose()
    await site.stop()
    remove()
  }
})

/** Settings that production requires but the command line does not use. */
const offline = { APP_URL: 'http://localhost:3000', MAIL_FROM: 'no-reply@example.com', SMTP_URL: 'smtp://127.0.0.1:9' }

test('the image contains no settings, secrets, tests or sources of ours [G6 L1]', () => {
  const files = copies().flatMap(({ source, target }) => {
    if (!statSync(source).isDirectory()) return [target]
    return readdirSync(source, { recursive: true, encoding: 'utf8' }).map((file) => path.join(target, file))
  })
  const own = files.filter((file) => !/(^|\/)node_modules\//.test(file))
  expect(own).toEqual(
    expect.arrayContaining(['next.config.mjs', 'dist/server.mjs', 'dist/rekey.mjs', 'db/migrations/0000_first.sql']),
  )
  const foreign = /(^|\/)(\.env|\.data|\.git|e2e|test-results)|\.(test|spec)\.|\.tsx?$/
  expect(own.filter((file) => foreign.test(file))).toEqual([])
})

const wordsOf = (keyword: string) => {
  const step = stages()
    .at(-1)!
    .find((each) => each.keyword === keyword)
  return exec(step?.text ?? '') ?? []
}
