import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '../..')
const FOLDERS = ['app', 'cli', 'db', 'e2e', 'emails', 'lib']

/** The unit tests that need no database, by what they import: those with one take their `test` from ./unit. */
export function testsWithoutDatabase(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => path.join(ROOT, folder, file)),
  ).filter((file) => readFileSync(file, 'utf8').includes("from 'playwright/test'"))
}
