import { and, eq, gt, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emailContests, emailUndos } from '@/db/schema'
import { isParty } from './former-mailboxes'

/**
 * True while another account may come back to this address, by an undo or by the decision of a contest. Whoever has proven
 * the mailbox is kept off it only where that account had proven it too, and has not lost it since or is contested; whoever
 * has not, always: a squatter would stand in the way.
 */
export async function isReserved(
  tx: Database,
  emailCanonical: string,
  exceptUserId: string,
  by: 'proven' | 'unproven',
): Promise<boolean> {
  const isGood = and(isOpen('undo-email'), gt(emailUndos.expiresAt, sql`now()`))
  // An address that nobody of this account had proven is no more its own for being contested.
  const undo = and(by === 'proven' ? emailUndos.reserved : undefined, or(isGood, isParty(emailUndos)))
  const contest = by === 'proven' ? undefined : and(isOpen('contest'), gt(emailContests.expiresAt, sql`now()`))
  for (const [table, keepsIt] of [
    [emailUndos, undo],
    [emailContests, or(contest, isParty(emailContests))],
  ] as const) {
    const ofAnother = and(eq(table.emailCanonical, emailCanonical), ne(table.userId, exceptUserId))
    const found = await tx.select({ id: table.id }).from(table).where(and(ofAnother, keepsIt)).limit(1)
    if (found.length > 0) return true
  }
  return false
}
