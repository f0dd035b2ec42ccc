import { defineConfig, devices } from 'playwright/test'

/** `npm run screenshots`: takes the screenshots in docs/ from the running product. */
export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  workers: 1,
  globalSetup: './support/setup.ts',
  use: { ...devices['Desktop Chrome'], viewport: { width: 460, height: 600 }, deviceScaleFactor: 2 },
})
