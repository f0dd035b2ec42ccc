import { defineConfig } from 'playwright/test'

/** Causes faults on purpose in the built site with the embedded database, PostgreSQL and SMTP. Needs `npm run build`. */
export default defineConfig({
  testDir: '..',
  testMatch: ['e2e/chaos/*.chaos.ts', 'db/**/*.chaos.ts'],
  // One test at a time, so that each fault is the only one.
  workers: 1,
  retries: 0,
  timeout: 3 * 60_000,
  globalTimeout: 20 * 60_000,
  globalSetup: './chaos/support/chaos-setup.ts',
  reporter: [['list'], ['./support/report/totals-reporter.ts']],
})
