import type { Sql } from 'postgres'

/** A login at an app with a refresh token that is not used up. Hashes are those in the table. */
export type KnownLogin = {
  user: string
  session: string
  uid: string
  grant: string
  grantHash: string
  token: string
}

/** Up to `count` logins spread over the table, each of another user. */
export async function knownLogins(sql: Sql, count: number): Promise<KnownLogin[]> {
  const rows = await sql<KnownLogin[]>`
    select distinct on (token.user_id) token.user_id as user, token.session_id as session, library.uid,
      token.grant_id as grant, granted.id_hash as "grantHash", token.id_hash as token
    from (select * from provider_records where kind = 'RefreshToken' and consumed_at is null
      order by id_hash limit ${4 * count}) token
    join provider_records library on library.session_id = token.session_id and library.kind = 'Session'
    join provider_records granted on granted.session_id = token.session_id and granted.kind = 'Grant'
      and granted.client_id = token.client_id
    limit ${count}`
  return [...rows]
}
