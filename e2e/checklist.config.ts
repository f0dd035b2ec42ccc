import { defineConfig } from 'playwright/test'
import everything from '../playwright.config'
import { bearsIds } from './support/report/checklist-lines'

/** `npm run checklist`: runs the tests with an ID of the checklist and prints its table. */
export default defineConfig({
  ...everything,
  testDir: '..',
  outputDir: '../test-results',
  globalSetup: './support/setup.ts',
  grep: bearsIds,
  reporter: [
    ['dot'],
    ['./support/report/checklist-reporter.ts', { table: true }],
    ['./support/report/totals-reporter.ts'],
  ],
})
