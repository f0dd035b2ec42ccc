import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { inSeconds, LEASE_SECONDS, type QueuedEmail } from '@/db/outbox'
import { type EmailKind, emails } from '@/db/schema'

/** `of` is an account, or an address for which a mail may be waiting that is not known to be of an account yet. */
export type EmailPage = {
  of?: Pick<User, 'id' | 'emailCanonical'> | { emailCanonical: string }
  /** What became of it, told last of all. */
  state?: keyof typeof states
  kind?: EmailKind
  after?: string
  limit: number
}

/** One page of the outbox and what became of it, the newest first. */
export function findEmails({ of, state, kind, after, limit }: EmailPage): Promise<QueuedEmail[]> {
  const which = and(
    of && isOf(of),
    state && states[state],
    kind && eq(emails.kind, kind),
    after ? lt(emails.id, after) : undefined,
  )
  return query((db) => db.select().from(emails).where(which).orderBy(desc(emails.id)).limit(limit))
}

const { status, deliveredAt, bouncedAt, complainedAt } = emails
const quiet = and(isNull(bouncedAt), isNull(complainedAt))
const states = {
  queued: eq(status, 'queued'),
  sent: and(eq(status, 'sent'), isNull(deliveredAt), quiet),
  delivered: and(isNotNull(deliveredAt), quiet),
  bounced: and(isNotNull(bouncedAt), isNull(complainedAt)),
  complained: isNotNull(complainedAt),
  failed: eq(status, 'failed'),
}

function isOf(owner: NonNullable<EmailPage['of']>) {
  // Only what is queued bears an address alone, and an index of its own keeps that short.
  // As canonicalEmail compares, by ASCII alone, whatever the locale of the server.
  const canonical = sql`lower(${emails.recipient} collate "C")`
  const waiting = and(eq(emails.status, 'queued'), eq(canonical, owner.emailCanonical))
  return 'id' in owner ? or(eq(emails.userId, owner.id), waiting) : waiting
}

export async function findEmail(id: string): Promise<QueuedEmail | undefined> {
  const [email] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
  return email
}

/** Lets mails that were given up, came back or were put off be tried at once, as if nothing was known of them; returns which. */
export function requeueEmails(which: { ids: string[] } | 'failed', limit: number): Promise<string[]> {
  return query(async (db) => {
    const over = or(states.failed, states.bounced)
    // What comes due sooner may be in the hands of an instance, which would then not be the only one to send it.
    const putOff = and(eq(emails.status, 'queued'), gt(emails.nextAttemptAt, inSeconds(LEASE_SECONDS)))
    const chosen = db
      .select({ id: emails.id })
      .from(emails)
      .where(which === 'failed' ? states.failed : and(inArray(emails.id, which.ids), or(over, putOff)))
      .limit(limit)
      .for('update', { skipLocked: true })
    const picked = db.$with('picked').as(chosen)
    const retried = await db
      .with(picked)
      .update(emails)
      .set({
        status: 'queued',
        nextAttemptAt: sql`now()`,
        bouncedAt: null,
        providerId: null,
        data: sql`${emails.data} || jsonb_build_object('retried_at', now())`,
      })
      .where(inArray(emails.id, db.select({ id: picked.id }).from(picked)))
      .returning({ id: emails.id })
    return retried.map(({ id }) => id)
  })
}
