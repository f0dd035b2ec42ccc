import { and, desc, eq, gt, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { inSeconds, LEASE_SECONDS } from '@/db/outbox/claimed-work'
import type { QueuedEmail } from '@/db/outbox/outbox'
import { type EmailKind, emails } from '@/db/schema'
import { type Act, recordAct } from './acts'

/** `of` is an account, or an email that has no account but may have emails in the queue. */
export type EmailPage = {
  of?: Pick<User, 'id' | 'emailCanonical'> | { emailCanonical: string }
  /** The latest known state of an email. */
  state?: keyof typeof states
  kind?: EmailKind
  after?: string
  limit: number
}

/** One page of the emails that were queued or sent, newest first. */
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

/** A condition on the emails of an account, or on those that wait for an email without an account. */
export function isOf(owner: NonNullable<EmailPage['of']>) {
  // Only queued emails can lack an account, and their index keeps this search fast.
  // Like canonicalEmail, this lowercases only ASCII, whatever the locale of the server.
  const canonical = sql`lower(${emails.recipient} collate "C")`
  const waiting = and(eq(emails.status, 'queued'), eq(canonical, owner.emailCanonical))
  return 'id' in owner ? or(eq(emails.userId, owner.id), waiting) : waiting
}

export async function findEmail(id: string): Promise<QueuedEmail | undefined> {
  const [email] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
  return email
}

const NAMED_IN_ACT = 20

/** Makes failed, bounced and postponed emails due now and clears what is known about their delivery. Returns their IDs. */
export function requeueEmails(act: Act, which: { ids: string[] } | 'failed', limit: number): Promise<string[]> {
  return transaction(async (tx) => {
    const over = or(states.failed, states.bounced)
    // An instance may be sending an email that is due sooner, and then two instances would send it.
    const putOff = and(eq(emails.status, 'queued'), gt(emails.nextAttemptAt, inSeconds(LEASE_SECONDS)))
    const chosen = tx
      .select({ id: emails.id })
      .from(emails)
      .where(which === 'failed' ? states.failed : and(inArray(emails.id, which.ids), or(over, putOff)))
      .limit(limit)
      .for('update', { skipLocked: true })
    const picked = tx.$with('picked').as(chosen)
    const retried = await tx
      .with(picked)
      .update(emails)
      .set({
        status: 'queued',
        nextAttemptAt: sql`now()`,
        bouncedAt: null,
        providerId: null,
        data: sql`${emails.data} || jsonb_build_object('retried_at', now())`,
      })
      .where(inArray(emails.id, tx.select({ id: picked.id }).from(picked)))
      .returning({ id: emails.id, userId: emails.userId })
    const ids = retried.map(({ id }) => id)
    const owners = new Set(retried.map(({ userId }) => userId))
    const userId = owners.size === 1 ? (retried[0]!.userId ?? undefined) : undefined
    await recordAct(tx, { ...act, userId }, { retried: ids.length, emails: ids.slice(0, NAMED_IN_ACT) })
    return ids
  })
}
