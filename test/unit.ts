import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test as base } from 'playwright/test'
import { closeDatabase } from '@/db/connection/client'
import { migrate } from '@/db/migrate'
import { isOnPglite, skipWithoutPostgres } from '@/e2e/support/needs'
import { neutral } from '@/e2e/support/servers/neutral-environment'
import { freshPglite, freshPostgres } from '@/e2e/support/servers/test-database'

export { expect } from './expect'

/** For tests that read the configuration or the database. Each worker has its own environment and migrated database. */
export const test = base.extend<{ needs: undefined }, { environment: undefined }>({
  needs: skipWithoutPostgres as never,
  environment: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use, { project }) => {
      const database = await (isOnPglite(project) ? freshPglite({ migrated: true }) : freshPostgres({ migrated: true }))
      const dataDir = mkdtempSync(path.join(tmpdir(), 'rekey-data-'))
      // Code under test reads its configuration on first use, which comes after this.
      Object.assign(process.env, neutral, {
        NODE_ENV: 'test',
        APP_URL: 'http://localhost:3000',
        AUTH_SECRET: randomBytes(32).toString('base64url'),
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'silent',
        // A tenth of bcrypt's work. The few tests that depend on bcrypt set it themselves.
        PASSWORD_HASH: 'argon2id',
        // All tests use one IP address. Tests of rate limits turn them on.
        RATE_LIMITS: 'off',
        TOKEN_AUDIENCES: 'billing,https://chat.example.com',
      })
      await migrate()
      await use(undefined)
      await closeDatabase()
      await database.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
    { scope: 'worker', auto: true, timeout: 90_000 },
  ],
})
