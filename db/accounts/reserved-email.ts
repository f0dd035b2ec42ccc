import { and, eq, gt, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emailUndos } from '@/db/schema'

/**
 * True while another account may come back to this address by an undo. Whoever has proven the mailbox is kept off it
 * only where that account had proven it too; whoever has not, always: a squatter would make the undo fail.
 */
export async function isReserved(
  tx: Database,
  emailCanonical: string,
  exceptUserId: string,
  by: 'proven' | 'unproven',
): Promise<boolean> {
  const ofAnother = and(eq(emailUndos.emailCanonical, emailCanonical), ne(emailUndos.userId, exceptUserId))
  const stillGood = and(
    by === 'proven' ? emailUndos.reserved : undefined,
    isOpen('undo-email'),
    gt(emailUndos.expiresAt, sql`now()`),
  )
  const found = await tx.select({ id: emailUndos.id }).from(emailUndos).where(and(ofAnother, stillGood)).limit(1)
  return found.length > 0
}
