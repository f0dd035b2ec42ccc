import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'

type LoggedIn = { credential: { tokenHash: string } }

/** As if the owner of the session had last confirmed this many minutes ago. */
export async function agedSession({ credential }: LoggedIn, minutes: number): Promise<void> {
  const confirmedAt = sql`now() - make_interval(mins => ${minutes})`
  await query((db) => db.update(sessions).set({ confirmedAt }).where(eq(sessions.tokenHash, credential.tokenHash)))
}
