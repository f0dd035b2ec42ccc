import { and, eq, gt, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emailContests, emailUndos } from '@/db/schema'
import { isParty } from './former-mailboxes'

/**
 * True while another account may come back to this address, by an undo or by the decision of a contest. Whoever has proven
 * the mailbox is kept off it only where that account had proven it too and has not lost it since, or where it is contested;
 * whoever has not, always: a squatter would stand in the way.
 */
export async function isReserved(
  tx: Database,
  emailCanonical: string,
  exceptUserId: string,
  by: 'proven' | 'unproven',
): Promise<boolean> {
  const undo = and(
    by === 'proven' ? emailUndos.reserved : undefined,
    isOpen('undo-email'),
    gt(emailUndos.expiresAt, sql`now()`),
  )
  const contest = by === 'proven' ? undefined : and(isOpen('contest'), gt(emailContests.expiresAt, sql`now()`))
  for (const [table, stillGood] of [
    [emailUndos, undo],
    [emailContests, contest],
  ] as const) {
    const ofAnother = and(eq(table.emailCanonical, emailCanonical), ne(table.userId, exceptUserId))
    const found = await tx
      .select({ id: table.id })
      .from(table)
      .where(and(ofAnother, or(stillGood, isParty(table))))
      .limit(1)
    if (found.length > 0) return true
  }
  return false
}
