import { randomBytes } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { closeDatabase } from '@/db/connection/client'
import { migrate } from '@/db/migrate'
import { neutral } from '@/e2e/support/servers/neutral-environment'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { hashPassword } from '@/lib/passwords/hash-password'
import { withSettings } from '@/test/with-settings'
import { fill } from './fill'
import { type Measured, measure } from './measure'
import { type Size, sizes } from './sizes'

/** An installation with a number of accounts, and how much disk space its tables use. */
export type Installation = {
  users: number
  eventsEach: number
  fillSeconds: number
  sizes: Size[]
  measure(name: string): Promise<Measured>
  drop(): Promise<void>
}

const password = 'growth pass phrase'
/** With more accounts than this, five events for each would take tens of gigabytes. */
const MANY = 2_000_000

/** Creates installations of several sizes on the server of TEST_DATABASE_URL, whose role must be a superuser. */
export async function installations(sizes: number[]): Promise<Installation[]> {
  Object.assign(process.env, neutral, surroundings())
  const made: Installation[] = []
  for (const users of sizes) made.push(await install(users, users > MANY ? 2 : 5))
  return made
}

async function install(users: number, eventsEach: number): Promise<Installation> {
  const { url, drop } = await freshPostgres()
  const filled = await within(url, async (sql) => {
    await migrate()
    const begun = performance.now()
    await fill(sql, users, { passwordHash: await hashPassword(password), eventsEach })
    return { fillSeconds: (performance.now() - begun) / 1000, sizes: await sizes(sql) }
  })
  const measureOne = (name: string) => within(url, (sql) => measure(sql, { users, password, name }))
  return { users, eventsEach, ...filled, measure: measureOne, drop }
}

async function within<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 2, onnotice: () => {} })
  try {
    return await withSettings({ DATABASE_URL: url }, () => work(sql))
  } finally {
    await closeDatabase()
    await sql.end()
  }
}

export function surroundings() {
  return {
    NODE_ENV: 'test',
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'silent',
    PASSWORD_HASH: 'argon2id',
  }
}
