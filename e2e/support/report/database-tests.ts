import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const doors = new RegExp(`^${path.join(ROOT, 'app')}/`)
const FOLDERS = ['app', 'cli', 'db', 'e2e', 'emails', 'lib', 'server', 'test', 'test']

/**
 * The unit tests that need only one database: those that import no database fixture, and those of the routes in app/, because
 * the tests of lib/ and db/ run the same code on both databases.
 */
export function testsOfEitherDatabase(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(ROOT, folder, file)),
  ).filter((file) => doors.test(file) || readFileSync(file, 'utf8').includes("from 'playwright/test'"))
}
