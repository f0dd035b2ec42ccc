import postgres from 'postgres'
import { addressOf, emailOf, PASSWORD, USER_AGENT } from './subject'

const TOGETHER = 8

/** Registers people through the API, the only way if no other process can open the database. */
export async function registerPeople(url: string, count: number): Promise<number> {
  for (let first = 0; first < count; first += TOGETHER) {
    const group = Array.from({ length: Math.min(TOGETHER, count - first) }, (_, index) => first + index)
    await Promise.all(group.map((person) => register(url, person)))
  }
  return count
}

/** Registers one person through the API, and inserts the others with the same hash in one statement. */
export async function fillPeople(url: string, databaseUrl: string, count: number): Promise<number> {
  await registerPeople(url, 1)
  await inDatabase(databaseUrl, async (sql) => {
    await sql`
      insert into users (id, email, email_canonical, phone_number, first_name, last_name, password_hash, email_verified_at)
      select gen_random_uuid(), 'person' || n || '@example.com', 'person' || n || '@example.com', (5000000000 + n)::text,
        'Bench', 'Person ' || n, (select password_hash from users), now()
      from generate_series(1, ${count - 1}) n`
    // Without earlier logins, each login would email a new-device notice, which is not to be measured.
    await sql`
      insert into events (id, user_id, type, ip, user_agent, details)
      select gen_random_uuid(), id, 'logged-in', '10.' || (n >> 16) || '.' || ((n >> 8) & 255) || '.' || (n & 255), ${USER_AGENT},
        '{"kind": "api"}'
      from (select id, (phone_number::bigint - 5000000000)::int as n from users) people`
    await sql`vacuum analyze`
  })
  return count
}

export async function inDatabase<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

async function register(url: string, person: number): Promise<void> {
  const body = {
    first_name: 'Bench',
    last_name: `Person ${person}`,
    email: emailOf(person),
    phone_number: String(5_000_000_000 + person),
    password: PASSWORD,
  }
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': addressOf(person) }
  const answer = await fetch(`${url}/api/register`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (answer.status !== 201) throw new Error(`${url} does not register: ${answer.status} ${await answer.text()}`)
}
