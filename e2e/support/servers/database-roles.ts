import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { postgresProgram } from './installed-postgres'
import { freshPostgres } from './test-database'

/** An empty database with the two roles of db/roles.sql, under names that no other test uses. */
export async function databaseWithRoles() {
  const database = await freshPostgres()
  const mark = randomBytes(4).toString('hex')
  const names = { owner: `owner_${mark}`, app: `app_${mark}` }
  const passwords = { owner: `o'${mark}`, app: `a"${mark}` }
  const urlOf = (role: keyof typeof names) => {
    const url = new URL(database.url)
    url.username = names[role]
    url.password = encodeURIComponent(passwords[role])
    return url.href
  }
  const runScript = () =>
    execFileSync(
      postgresProgram('psql') ?? 'psql',
      ['-X', '-d', database.url, '-v', `owner=${names.owner}`, '-v', `app=${names.app}`, '-f', 'db/roles.sql'],
      { env: { ...process.env, OWNER_PASSWORD: passwords.owner, APP_PASSWORD: passwords.app }, stdio: 'pipe' },
    )
  return {
    names,
    adminUrl: database.url,
    ownerUrl: urlOf('owner'),
    appUrl: urlOf('app'),
    runScript,
    async drop() {
      await database.drop()
      const client = postgres(process.env.TEST_DATABASE_URL!, { max: 1, onnotice: () => {} })
      await client.unsafe(`drop role if exists ${names.app}, ${names.owner}`)
      await client.end({ timeout: 5 })
    },
  }
}
