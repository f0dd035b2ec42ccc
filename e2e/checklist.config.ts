import { defineConfig } from 'playwright/test'
import everything from '../playwright.config'
import { bearsIds } from './support/checklist-lines'

/** The tests that bear an ID of the checklist, and its whole table: `npm run checklist`. */
export default defineConfig({
  ...everything,
  testDir: '..',
  outputDir: '../test-results',
  globalSetup: './support/setup.ts',
  grep: bearsIds,
  reporter: [['dot'], ['./support/checklist.ts', { table: true }], ['./support/totals.ts']],
})
