import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { type APIRequestContext, expect, test } from 'playwright/test'
import { type Site, startSite } from '../support/servers/site'
import { freshPglite } from '../support/servers/test-database'
import { loginAsProgram, whoIs } from '../support/steps/open-account'
import { aPerson } from '../support/steps/person'

const run = promisify(execFile)

test('an operator manages accounts while a running server has the embedded database open', async ({ playwright }) => {
  const database = await freshPglite()
  const site = await startSite({ databaseUrl: database.url })
  const request: APIRequestContext = await playwright.request.newContext({ baseURL: site.url })
  try {
    const rekey = (...words: string[]) => beside(site, words)
    const { email, first_name, last_name, phone_number, password } = aPerson()
    const made = ['--email', email, '--first-name', first_name, '--last-name', last_name, '--phone', phone_number]
    await rekey('users', 'create', ...made)
    const { link } = await rekey('users', 'reset-link', email)
    const token = new URL(link).searchParams.get('token')
    const reset = await request.post('/api/reset-password', { data: { token, new_password: password } })
    expect(reset.status()).toBe(200)
    const session = await loginAsProgram(request, { email, password })
    expect(await whoIs(request, session)).toBe(200)
    await rekey('users', 'disable', email)
    expect(await whoIs(request, session)).toBe(401)
    expect((await rekey('users', 'list', '--disabled')).users).toMatchObject([{ email }])
    expect(site.log().some((line) => line.includes('"command":"users disable"'))).toBe(true)
    // Import and export do not work through the socket, so the error names the process that has the database open.
    for (const words of [['import', 'people.csv'], ['export']])
      await expect(rekey(...words)).rejects.toMatchObject({ code: 3, stderr: expect.stringContaining(`${site.pid()}`) })
  } finally {
    await request.dispose()
    await site.stop()
    await database.drop()
  }
})

test('the built command line reports misread settings, as the server does', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'rekey-settings-'))
  try {
    symlinkSync(path.resolve('db'), path.join(folder, 'db'))
    writeFileSync(path.join(folder, '.env.local'), `AUTH_SECRET=${'x'.repeat(40)}$1y\n`)
    const program = path.resolve('dist/rekey.mjs')
    const asked = run(process.execPath, [program, 'users', 'list'], { cwd: folder, env: cleanEnvironment })
    const stderr = expect.stringContaining('AUTH_SECRET is not read as written')
    await expect(asked).rejects.toMatchObject({ code: 3, stderr })
  } finally {
    rmSync(folder, { recursive: true })
  }
})

const cleanEnvironment = { PATH: process.env.PATH, NODE_ENV: 'development' as const }

/** Runs the command line in a separate process. Its different secret is never used to sign anything. */
async function beside(site: Site, words: string[]) {
  const settings = { DATABASE_URL: site.databaseUrl, DATA_DIR: site.dataDir, AUTH_SECRET: 'x'.repeat(32) }
  const env = { ...cleanEnvironment, ...settings }
  const { stdout } = await run(process.execPath, ['cli/rekey.mjs', ...words, '--json'], { env })
  return JSON.parse(stdout)
}
