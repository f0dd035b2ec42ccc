import { and, desc, eq, gt, inArray, lt, or, sql } from 'drizzle-orm'
import { query } from './client'
import { inSeconds, LEASE_SECONDS, type QueuedEmail } from './emails'
import { type EmailKind, emails } from './schema'
import type { User } from './users'

/** `of` is an account, or an address for which a mail may be waiting that is not known to be of an account yet. */
export type MailPage = {
  of?: Pick<User, 'id' | 'emailCanonical'> | { emailCanonical: string }
  status?: QueuedEmail['status']
  kind?: EmailKind
  after?: string
  limit: number
}

/** One page of the outbox and what became of it, the newest first. */
export function listOutbox({ of, status, kind, after, limit }: MailPage): Promise<QueuedEmail[]> {
  const which = and(
    of && isOf(of),
    status && eq(emails.status, status),
    kind && eq(emails.kind, kind),
    after ? lt(emails.id, after) : undefined,
  )
  return query((db) => db.select().from(emails).where(which).orderBy(desc(emails.id)).limit(limit))
}

function isOf(owner: NonNullable<MailPage['of']>) {
  // Only what is queued bears an address alone, and an index of its own keeps that short.
  const waiting = and(eq(emails.status, 'queued'), eq(sql`lower(${emails.recipient})`, owner.emailCanonical))
  return 'id' in owner ? or(eq(emails.userId, owner.id), waiting) : waiting
}

export async function findEmail(id: string): Promise<QueuedEmail | undefined> {
  const [email] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
  return email
}

/** Lets mails that were given up, or put off, be tried at once; returns which. */
export function retryEmails(which: { ids: string[] } | 'failed', limit: number): Promise<string[]> {
  return query(async (db) => {
    const failed = eq(emails.status, 'failed')
    // What comes due sooner may be in the hands of an instance, which would then not be the only one to send it.
    const putOff = and(eq(emails.status, 'queued'), gt(emails.nextAttemptAt, inSeconds(LEASE_SECONDS)))
    const chosen = db
      .select({ id: emails.id })
      .from(emails)
      .where(which === 'failed' ? failed : and(inArray(emails.id, which.ids), or(failed, putOff)))
      .limit(limit)
      .for('update', { skipLocked: true })
    const picked = db.$with('picked').as(chosen)
    const retried = await db
      .with(picked)
      .update(emails)
      .set({ status: 'queued', nextAttemptAt: sql`now()` })
      .where(inArray(emails.id, db.select({ id: picked.id }).from(picked)))
      .returning({ id: emails.id })
    return retried.map(({ id }) => id)
  })
}
