import { defineConfig } from 'playwright/test'

/** Faults on purpose, against the built site and the embedded database, real PostgreSQL and real SMTP; `npm run build` comes before. */
export default defineConfig({
  testDir: '..',
  testMatch: ['e2e/chaos/*.chaos.ts', 'db/**/*.chaos.ts'],
  // One after the other: each fault is to be the only one.
  workers: 1,
  retries: 0,
  timeout: 3 * 60_000,
  globalTimeout: 10 * 60_000,
  globalSetup: './chaos/support/chaos-setup.ts',
  reporter: [['list'], ['./support/report/totals-reporter.ts']],
})
