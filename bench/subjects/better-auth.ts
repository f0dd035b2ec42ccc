import { randomBytes } from 'node:crypto'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import type { Bench } from '../bench'
import type { Asked } from '../load'
import { startPeer } from './next-app'
import { inDatabase } from './people'
import { emailOf, PASSWORD, PEOPLE, type Subject } from './subject'

/** Better Auth in a separate Next application, with its own hash or with bcryptjs at our cost. */
export function betterAuth(bench: Bench, hash: 'scrypt' | 'bcryptjs'): Promise<Subject> {
  const name = `Better Auth, ${hash}`
  return bench.once(name, async () => {
    await bench.postgres()
    const { url: database, drop } = await freshPostgres()
    bench.atEnd(drop)
    const secret = randomBytes(32).toString('hex')
    const app = await startPeer(bench, 'better-auth', { DATABASE_URL: database, AUTH_SECRET: secret, HASH: hash })
    await send(app.url, { method: 'POST', path: '/api/migrate' })
    const person = { name: 'Person 0', email: emailOf(0), password: PASSWORD }
    await send(app.url, post(app.url, '/api/auth/sign-up/email', person))
    await multiply(database)

    const login = (number: number) =>
      post(app.url, '/api/auth/sign-in/email', { email: emailOf(number), password: PASSWORD })
    const answer = await send(app.url, login(0))
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    return {
      url: app.url,
      pid: app.pid,
      people: PEOPLE,
      page: '/login',
      login,
      session: { cookie: { path: '/api/auth/get-session', headers: { cookie } } },
      forgot: (email) => post(app.url, '/api/auth/request-password-reset', { email, redirectTo: '/reset' }),
      forgotStatus: 200,
    }
  })
}

const post = (origin: string, path: string, body: object): Asked => ({
  method: 'POST',
  path,
  headers: { origin },
  body,
})

async function send(url: string, { path, headers, body }: Asked): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body ?? {}),
  }
  const answer = await fetch(url + path, init)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

/** Registers one person. The others get the same hash. */
function multiply(database: string): Promise<unknown> {
  return inDatabase(database, async (sql) => {
    await sql`
      insert into "user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
      select 'person' || n, 'Person ' || n, 'person' || n || '@example.com', true, now(), now()
      from generate_series(1, ${PEOPLE - 1}) n`
    await sql`
      insert into account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
      select 'account' || n, 'person' || n, 'credential', 'person' || n, (select password from account limit 1), now(), now()
      from generate_series(1, ${PEOPLE - 1}) n`
    await sql`vacuum analyze`
  })
}
