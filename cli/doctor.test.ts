import { freePort } from '@/e2e/support/servers/free-port'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { report } from './doctor'
import { run } from './main'
import type { Terminal } from './terminal'

test('the doctor exits with 1 if it finds a problem and with 0 if not, and can print JSON', async () => {
  const APP_URL = `http://localhost:${await freePort()}`
  const healthy = await rekey(['doctor'], { APP_URL, PASSWORD_HASH: 'argon2id' })
  expect(healthy).toMatchObject({ code: 0, out: expect.stringMatching(/^✓ Node .*\n\n.*checks passed\n$/s) })
  // There is a warning: throttles are off in tests.
  expect(await rekey(['doctor', '--strict'], { APP_URL, PASSWORD_HASH: 'argon2id' })).toMatchObject({ code: 1 })
  const ill = await rekey(['doctor', '--json'], { APP_URL, SMTP_URL: 'smtp://localhost:1' })
  expect(ill).toMatchObject({ code: 1, err: '' })
  const { findings } = JSON.parse(ill.out)
  expect(findings).toContainEqual({ check: 'mail', level: 'fault', says: expect.any(String), mend: expect.any(String) })
})

test('the worst finding comes last, each with its fix, and in color only if wanted', () => {
  const findings = [
    { check: 'b', level: 'fault', says: 'It is broken.', mend: 'mend it' },
    { check: 'a', level: 'ok', says: 'It \u001b[2Jworks.' },
  ] as const
  expect(report([...findings])).toBe('✓ It �[2Jworks.\n✗ It is broken.\n    mend it\n\n1 problem · 1 check passed')
  expect(report([...findings], true)).toContain('\u001b[31m✗\u001b[39m It is broken.')
})

/** Runs a command line with some settings changed, both in the configuration and in the environment. */
async function rekey(words: string[], changes: Record<string, string>) {
  const written = { out: '', err: '' }
  const terminal: Terminal = {
    out(line) {
      written.out += `${line}\n`
    },
    err(line) {
      written.err += `${line}\n`
    },
    interactive: false,
    ask: async () => '',
    input: async () => '',
  }
  const former = { ...process.env }
  Object.assign(process.env, changes)
  try {
    return { code: await withSettings(changes, () => run(words, terminal)), ...written }
  } finally {
    Object.assign(process.env, former)
    for (const name of Object.keys(changes)) if (!(name in former)) delete process.env[name]
  }
}
