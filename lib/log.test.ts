import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from '@/test/unit'

const LINES = 400

test('lines of the server and of Next, which are bundled separately, stay in the order in which they are logged [I1]', () => {
  // Hashes occupy the threads that also write, which delays one writer and not another.
  const code = `
    import { pbkdf2 } from 'node:crypto'
    const [{ log: server }, { log: next }] = [await import('./lib/log.ts?server'), await import('./lib/log.ts?next')]
    for (let hash = 0; hash < 60; hash++) pbkdf2('a', 'b', 20_000, 32, 'sha256', () => {})
    for (let line = 0; line < ${LINES}; line++) {
      const log = line % 2 ? server : next
      log().info({ line })
      if (line % 10 === 0) await new Promise((waited) => setTimeout(waited, 2))
    }`
  const { PATH } = process.env
  const environment = { PATH, NODE_ENV: 'development' as const, LOG_LEVEL: 'info' }
  const args = ['--import', 'tsx', '--input-type=module', '--eval', code]
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: environment,
    encoding: 'utf8',
  })
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'))
  expect(lines.map((line) => JSON.parse(line).line, stderr)).toEqual(Array.from({ length: LINES }, (_, line) => line))
})
