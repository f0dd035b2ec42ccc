import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const doors = new RegExp(`^${path.join(ROOT, 'app')}/`)
const FOLDERS = ['app', 'cli', 'db', 'e2e', 'emails', 'lib', 'server', 'test']

/** Long tables of cases, such as every command for every role. The tests beside them run the same code on both databases. */
const TABLES = [
  'lib/confirmation/passkey-confirmation.test.ts',
  'lib/operator/users/owner-is-told.test.ts',
  'lib/outbox/compose/compose-factor-notices.test.ts',
  'lib/outbox/compose/compose-notices.test.ts',
  'lib/staff/rights.test.ts',
].map((file) => path.join(ROOT, file))

/**
 * The unit tests that need only one database: those that import no database fixture, and tables of cases and those of the
 * routes in app/, because the other tests of lib/ and db/ run the same code on both databases. One pattern for all, because
 * Playwright compiles each of several patterns again for every file, which takes it 13 seconds before the first test.
 */
export function testsOfEitherDatabase(): RegExp {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(ROOT, folder, file)),
  ).filter((file) => TABLES.includes(file) || doors.test(file) || importsNoDatabase(file))
  return new RegExp(`^(${files.map((file) => file.replace(/\W/g, '\\$&')).join('|')})$`)
}

function importsNoDatabase(file: string): boolean {
  return readFileSync(file, 'utf8').includes("from 'playwright/test'")
}
