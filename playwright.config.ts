import { defineConfig, devices } from 'playwright/test'
import { testsOfEitherDatabase } from './e2e/support/database-tests'
import { postgresIsHere } from './e2e/support/postgres'

const inCi = Boolean(process.env.CI)
const unit = { testMatch: '**/*.test.ts', timeout: 30_000 }

/** The unit tests on both databases, and journeys through the built site; `npm run build` comes before the journeys. */
export default defineConfig({
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: inCi,
  globalTimeout: inCi ? 18 * 60_000 : 0,
  globalSetup: './e2e/support/setup.ts',
  reporter: [['list'], ['./e2e/support/checklist.ts'], ['./e2e/support/totals.ts']],
  projects: [
    { name: 'pglite', ...unit },
    // Left empty, not out, where no server is found: `--project=postgres` stays a word that Playwright knows. What needs
    // no database has run in the project before.
    { name: 'postgres', ...unit, testIgnore: postgresIsHere() ? testsOfEitherDatabase() : '**/*' },
    {
      name: 'journeys',
      testMatch: 'e2e/*.spec.ts',
      timeout: 60_000,
      use: { ...devices['Desktop Chrome'], actionTimeout: 15_000, screenshot: 'only-on-failure' },
    },
  ],
})
