import fc from 'fast-check'
import { defineConfig, devices } from 'playwright/test'
import { everyday, onPglite, onPostgres, race, thorough } from './e2e/support/needs'
import { testsOfEitherDatabase } from './e2e/support/report/database-tests'
import { postgresIsHere } from './e2e/support/servers/installed-postgres'
import { withoutBrowser } from './e2e/support/without-browser'

const inCi = Boolean(process.env.CI)
// Every worker reads this file. In CI, each run uses the same values; elsewhere it uses new ones and prints its seed if one fails.
if (inCi) fc.configureGlobal({ seed: 20 })
const unit = { testMatch: '**/*.test.ts', timeout: 60_000, use: withoutBrowser }
// Without a server, these projects are empty but still exist, so that `--project=postgres` is not an error. Tests that need no
// database run only in the first project.
const onServer = { ...unit, testIgnore: postgresIsHere() ? testsOfEitherDatabase() : '**/*' }
/** Tests for which PostgreSQL may differ from the embedded database: those of queries, and those with concurrent calls. */
const differs = new RegExp(` db/|${onPostgres}|${race}`)
const isThorough = new RegExp(`${thorough}|\\.thorough\\.test\\.ts`)
/** On a machine with a server, what needs one runs there alone. */
const needsServer = postgresIsHere() ? [new RegExp(`${onPostgres}|${race}`)] : []
const journeys = {
  testMatch: 'e2e/**/*.spec.ts',
  timeout: 90_000,
  use: { ...devices['Desktop Chrome'], actionTimeout: 15_000, screenshot: 'only-on-failure' },
} as const

/**
 * Unit tests on both databases, and journeys through the built site, which need `npm run build` first. `npm test` skips
 * everything with "thorough" in the name of its project, its file or a tag.
 */
export default defineConfig({
  // A file stays with one worker: dividing it costs a tenth of the time of all tests, and journeys would start more sites.
  fullyParallel: false,
  // What waits in the other journeys leaves room for a third (`npm run test:every`); the everyday tests would only start more sites.
  workers: 2,
  retries: 0,
  forbidOnly: inCi,
  // These limits end what hangs. They are many times what anything takes, because a machine may be busy with other work.
  expect: { timeout: 10_000 },
  globalTimeout: inCi ? 50 * 60_000 : 0,
  globalSetup: './e2e/support/setup.ts',
  reporter: [['list'], ['./e2e/support/report/checklist-reporter.ts'], ['./e2e/support/report/totals-reporter.ts']],
  projects: [
    { name: 'pglite', ...unit, grepInvert: [isThorough, ...needsServer] },
    { name: 'pglite-thorough', ...unit, grep: isThorough, grepInvert: needsServer },
    { name: 'postgres', ...onServer, grep: differs, grepInvert: new RegExp(onPglite) },
    { name: 'postgres-thorough', ...onServer, grepInvert: new RegExp(`${onPglite}|${differs.source}`) },
    { name: 'journeys', ...journeys, grep: new RegExp(everyday) },
    { name: 'journeys-thorough', ...journeys, grepInvert: new RegExp(everyday) },
  ],
})
