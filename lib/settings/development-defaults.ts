import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export function developmentDefaults(said: Record<string, string | undefined>) {
  const dataDir = said.DATA_DIR ?? '.data'
  return {
    DATABASE_URL: `pglite:${path.posix.join(dataDir, 'db')}`,
    APP_URL: `http://localhost:${said.PORT ?? 3000}`,
    AUTH_SECRET: said.AUTH_SECRET ?? developmentSecret(dataDir),
    MAIL_FROM: 'Rekey <no-reply@localhost>',
    SHUTDOWN_DELAY: '0',
    STAFF_FACTOR: 'optional',
  }
}

/** Created once and kept, so that links and sessions in development survive a restart. */
function developmentSecret(dataDir: string): string {
  const file = path.join(/*turbopackIgnore: true*/ dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  chmodSync(dataDir, 0o700)
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}
