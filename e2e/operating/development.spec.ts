import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../support/servers/free-port'
import { aPassword, forgotPassword, login, register, resetPassword } from '../support/steps/person'
import { expect, test } from '../support/test'

const hasCurl = spawnSync('curl', ['--version']).status === 0
/** Exactly as the README shows it. */
const curlSession = readFileSync('README.md', 'utf8').match(/```sh\n(json=[\s\S]*?)```/)![1]!

test('npm run dev needs no setup: the README’s curl session works, and so does the whole journey with the development mailbox', async ({
  browser,
  person,
}) => {
  // Each page is compiled on its first request, which takes minutes in all on two busy cores and seconds on idle ones.
  test.setTimeout(400_000)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const data = mkdtempSync(path.join(tmpdir(), 'rekey-dev-'))
  // No configuration except the data folder and the port.
  const { PATH, HOME } = process.env
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    env: { PATH, HOME, PORT: String(port), DATA_DIR: data, NODE_ENV: 'development' },
    stdio: 'ignore',
  })
  try {
    const context = await browser.newContext({ baseURL: url })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    page.setDefaultTimeout(60_000)
    await expect(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200)).toPass({ timeout: 180_000 })

    if (hasCurl) {
      const pasted = curlSession.replaceAll('http://localhost:3000', url)
      const answers = spawnSync('bash', ['-c', pasted], { encoding: 'utf8' }).stdout
      for (const word of ['User registered successfully', 'Password reset successfully', 'vaishb@gmail.com']) {
        expect(answers).toContain(word)
      }
      expect(answers).toMatch(/"code":"unauthenticated"}\s*$/)
    }
    // Each page is compiled when it is first requested, which reloads any open page.
    for (const path of ['/register', '/login', '/forgot-password', '/reset-password', '/account', '/dev/mailbox']) {
      await page.goto(path, { waitUntil: 'networkidle' })
    }
    await register(page, person)
    await forgotPassword(page, person)
    await page.getByRole('link', { name: 'dev mailbox' }).click()
    await expect(async () => {
      await page.reload()
      await expect(page.getByText(`Reset your Rekey password to ${person.email}`)).toBeVisible({ timeout: 1_000 })
    }).toPass()
    const frame = page.frameLocator('iframe').first()
    const link = await frame.getByRole('link').first().getAttribute('href')
    await expect(page.locator(`pre a[href="${link}"]`)).toBeVisible()

    const emails = await (await fetch(`${url}/api/dev/mailbox`)).json()
    expect(emails[0]).toMatchObject({ to: person.email, subject: 'Reset your Rekey password' })
    expect(Object.keys(emails[0]).sort()).toEqual(['from', 'html', 'id', 'sent_at', 'subject', 'text', 'to'])

    const password = aPassword()
    await resetPassword(page, link!, password)
    await login(page, { ...person, password })
    await expect(page.getByText(person.email).first()).toBeVisible()
    expect(faults).toEqual([])
    await context.close()
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
})
