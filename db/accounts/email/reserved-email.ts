import { and, eq, gt, ne, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emailContests, emailUndos } from '@/db/schema'
import { isParty } from './former-mailboxes'

/**
 * True while another account can return to this email, by an undo or by the decision of a contest. Someone who has verified
 * the mailbox is blocked only if that account had verified it too, and has not lost it since or is contested. Someone who
 * has not verified it is always blocked, because a squatter would prevent the return.
 */
export async function isReserved(
  tx: Database,
  emailCanonical: string,
  exceptUserId: string,
  by: 'proven' | 'unproven',
): Promise<boolean> {
  const isGood = and(isOpen('undo-email'), gt(emailUndos.expiresAt, sql`now()`))
  // An email that this account never verified does not become its own because it is contested.
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
