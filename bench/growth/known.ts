import type { Sql } from 'postgres'
import { type Credential, hashSessionToken } from '@/lib/sessions/session-token'
import { tokenOf } from './people.sql'

/** An account with a valid session. */
export type Known = {
  n: number
  id: string
  email: string
  phone: string
  password: string
  credential: Credential
}

/** `count` accounts spread over the table, the same ones in every run. */
export async function known(sql: Sql, users: number, count: number, password: string): Promise<Known[]> {
  const sessions = Math.ceil(users / 3)
  const numbers = Array.from({ length: 3 * count }, (_, index) => 1 + ((index * 7_368_787) % sessions))
  const byHash = new Map(numbers.map((n) => [hashSessionToken(tokenOf(n)), n]))
  const rows = await sql`
    select users.id, email, phone_number as phone, token_hash, kind from sessions join users on users.id = user_id
    where token_hash in ${sql([...byHash.keys()])}
      and email_verified_at is not null and disabled_at is null and deletion_due_at is null and password_hash <> '!'
    order by token_hash limit ${count}`
  return rows.map(({ id, email, phone, token_hash, kind }) => {
    const n = byHash.get(token_hash)!
    return { n, id, email, phone, password, credential: { token: tokenOf(n), kind } }
  })
}
