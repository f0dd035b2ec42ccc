import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../../..')
const doors = new RegExp(`^${path.join(ROOT, 'app')}/`)
const FOLDERS = ['app', 'cli', 'db', 'e2e', 'emails', 'lib', 'server', 'test', 'test']

/**
 * The unit tests for which one database is as good as the other: those that need none, as their imports tell, and those of
 * the doors, which run what lib and db are tested for on both.
 */
export function testsOfEitherDatabase(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(ROOT, folder, file)),
  ).filter((file) => doors.test(file) || readFileSync(file, 'utf8').includes("from 'playwright/test'"))
}
