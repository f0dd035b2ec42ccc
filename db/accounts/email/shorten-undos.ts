import { and, eq, ne, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emailUndos, notMeLinks } from '@/db/schema'
import { UNDO_AFTER_RESET_HOURS, UNDO_AT_LEAST_HOURS } from '@/lib/rules/link-minutes'

/**
 * The mailbox that has the account has been verified twice, by the change and by a reset, so the undo links of older ones end
 * sooner. If a thief moves an account and resets its password at once, its owner still has three days.
 */
export async function shortenUndos(tx: Database, { id, emailCanonical }: User): Promise<void> {
  const hours = (count: number) => sql`make_interval(hours => ${count})`
  for (const [table, purpose] of [
    [emailUndos, 'undo-email'],
    [notMeLinks, 'not-me'],
  ] as const) {
    const end = sql`greatest(${table.createdAt} + ${hours(UNDO_AT_LEAST_HOURS)}, now() + ${hours(UNDO_AFTER_RESET_HOURS)})`
    // Compares as canonicalEmail does, by ASCII only, whatever the locale of the server.
    const elsewhere = ne(sql`lower(${table.email} collate "C")`, emailCanonical)
    await tx
      .update(table)
      .set({ expiresAt: sql`least(${table.expiresAt}, ${end})` })
      .where(and(eq(table.userId, id), elsewhere, isOpen(purpose)))
  }
}
