import { randomBytes } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { closeDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { freshPostgres } from '@/e2e/support/database'
import { neutral } from '@/e2e/support/environment'
import { withSettings } from '@/e2e/support/settings'
import { hashPassword } from '@/lib/passwords/hash-password'
import { closeHashPool } from '@/lib/passwords/shared-pool'
import { fill } from './fill'
import { joined, type Measured, measure } from './measure'
import { type Size, sizes } from './sizes'

/** An installation of so many accounts: what its statements take, and what its tables take on the disk. */
export type Grown = { users: number; fillSeconds: number; measured: Measured[]; sizes: Size[] }
type Installation = Grown & { settings: { DATABASE_URL: string }; drop(): Promise<void> }
type Options = { users: number[]; eventsEach?: number; rounds?: number; repeats?: number; only?: string[] }

const password = 'growth pass phrase'

/**
 * Installations of several sizes, side by side on the server of TEST_DATABASE_URL, whose role must be a superuser; they
 * are measured in turns, so that a busy minute of the machine is not one size's alone.
 */
export async function growth({ users, eventsEach = 5, rounds = 3, repeats, only }: Options): Promise<Grown[]> {
  Object.assign(process.env, neutral, surroundings())
  const installations: Installation[] = []
  for (const each of users) installations.push(await install(each, eventsEach))
  for (let round = 0; round < rounds; round++) {
    for (const one of installations) {
      const found = await within(one, (sql) => measure(sql, { users: one.users, password, repeats, only }))
      one.measured = joined(one.measured, found)
    }
  }
  for (const { drop } of installations) await drop()
  await closeHashPool()
  return installations.map(({ settings: _, drop: __, ...grown }) => grown)
}

async function install(users: number, eventsEach: number): Promise<Installation> {
  const { url, drop } = await freshPostgres()
  const made = { users, fillSeconds: 0, measured: [], sizes: [], settings: { DATABASE_URL: url }, drop }
  return within(made, async (sql) => {
    await migrate()
    const begun = performance.now()
    await fill(sql, users, { passwordHash: await hashPassword(password), eventsEach })
    return { ...made, fillSeconds: (performance.now() - begun) / 1000, sizes: await sizes(sql) }
  })
}

async function within<T>({ settings }: Pick<Installation, 'settings'>, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(settings.DATABASE_URL, { max: 2, onnotice: () => {} })
  try {
    return await withSettings(settings, () => work(sql))
  } finally {
    await closeDatabase()
    await sql.end()
  }
}

function surroundings() {
  return {
    NODE_ENV: 'test',
    APP_URL: 'http://localhost:3000',
    AUTH_SECRET: randomBytes(32).toString('base64url'),
    LOG_LEVEL: 'silent',
    PASSWORD_HASH: 'argon2id',
  }
}
