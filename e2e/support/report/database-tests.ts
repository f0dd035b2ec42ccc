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
 * routes in app/, because the other tests of lib/ and db/ run the same code on both databases.
 */
export function testsOfEitherDatabase(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(ROOT, folder, file)),
  ).filter((file) => TABLES.includes(file) || doors.test(file) || importsNoDatabase(file))
}

function importsNoDatabase(file: string): boolean {
  return readFileSync(file, 'utf8').includes("from 'playwright/test'")
}
