import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { freePort } from '../support/servers/free-port'
import { expect, test } from '../support/test'

/** Everything that development needs. Packages are found in the parent folder. */
const SOURCES = [
  'app',
  'db',
  'emails',
  'lib',
  'server',
  'instrumentation.ts',
  'next.config.mjs',
  'package.json',
  'tsconfig.json',
]
const PAGE = 'app/login/page.tsx'

test('an edit appears on the open page, and an error is shown with its line in the source', async ({ browser }) => {
  test.setTimeout(400_000)
  const folder = copyOfSources(test.info().outputPath('site'))
  const port = await freePort()
  const { PATH, HOME } = process.env
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: folder,
    env: { PATH, HOME, PORT: String(port), NODE_ENV: 'development' },
    stdio: 'ignore',
  })
  try {
    const url = `http://localhost:${port}`
    await expect(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200)).toPass({ timeout: 180_000 })
    const page = await browser.newPage()
    const listens = new Promise<void>((resolve) => {
      page.on('websocket', (socket) => socket.on('framereceived', () => resolve()))
    })
    await page.goto(`${url}/login`, { waitUntil: 'networkidle', timeout: 60_000 })
    // An edit before that makes the page load again.
    await listens
    await page.evaluate(() => Object.assign(window, { opened: 'before the edit' }))

    edit(folder, '<h1>Log in</h1>', '<h1>Edited</h1>')
    await expect(page.getByRole('heading', { name: 'Edited' })).toBeVisible({ timeout: 60_000 })
    expect(await page.evaluate(() => (window as { opened?: string }).opened)).toBe('before the edit')

    const looked = page.waitForResponse((answer) => answer.url().includes('/__nextjs_original-stack-frames'), {
      timeout: 60_000,
    })
    edit(folder, '  const { next, notice }', "  throw new Error('planted')\n  const { next, notice }")
    const answer = await looked
    expect(answer.status()).toBe(200)
    const frames = await answer.text()
    expect(frames).toContain(PAGE)
    expect(frames).toContain('planted')
    await page.close()
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
})

function copyOfSources(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const source of SOURCES) {
    cpSync(source, path.join(folder, source), { recursive: true, filter: (file) => !/\.(test|spec)\.tsx?$/.test(file) })
  }
  return folder
}

function edit(folder: string, before: string, after: string): void {
  const file = path.join(folder, PAGE)
  writeFileSync(file, readFileSync(file, 'utf8').replace(before, after))
}
