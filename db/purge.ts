import { and, lt, ne, sql } from 'drizzle-orm'
import { query } from './client'
import { emails, passwordResets, sessions } from './schema'

/** Forgets sessions past their end, and links and mails that are `days` old; what is still to be sent stays. */
export async function purge(days: number): Promise<void> {
  const long = sql`now() - make_interval(days => ${days})`
  await query((db) => db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`)))
  await query((db) => db.delete(passwordResets).where(lt(passwordResets.expiresAt, long)))
  await query((db) => db.delete(emails).where(and(lt(emails.createdAt, long), ne(emails.status, 'queued'))))
}
