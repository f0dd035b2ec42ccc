import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { emails, events, users } from '@/db/schema'
import type { QueuedEmail } from './outbox'

/** What happened to an email. */
export type Outcome = {
  kind: 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed'
  at: Date
  words?: string
  /** Nobody has that email address, so nothing sent there ever arrives. */
  unreachable: boolean
}

/** Records what happened to an email; `owner` is the account that it was sent to, if it still has that email address. */
type Note = (tx: Database, email: QueuedEmail, outcome: Outcome, owner: User | undefined) => Promise<void>

/** Each one checks what is known already, so that the order in which they arrive makes no difference. */
export const noteOutcome: Record<Outcome['kind'], Note> = {
  async delivered(tx, email, { at }, owner) {
    // An earlier report of a delay no longer applies.
    const serverReply = email.bouncedAt ? email.serverReply : null
    await update(tx, email, { ...hasLeft(email, at), deliveredAt: at, serverReply }, isNull(emails.deliveredAt))
    if (!owner) return
    const before = and(eq(users.id, owner.id), lt(users.emailUnreachableAt, at))
    await tx.update(users).set({ emailUnreachableAt: null }).where(before)
  },
  async delayed(tx, email, { at, words = 'Delivery is delayed.' }) {
    const undecided = and(isNull(emails.deliveredAt), isNull(emails.bouncedAt))
    await update(tx, email, { ...hasLeft(email, at), serverReply: words }, undecided)
  },
  async bounced(tx, email, { at, words, unreachable }, owner) {
    const bounced = { ...hasLeft(email, at), bouncedAt: at, serverReply: words }
    const first = await update(tx, email, bounced, isNull(emails.bouncedAt))
    if (first && unreachable && owner) await noteUnreachable(tx, owner, at)
  },
  async complained(tx, email, { at }, owner) {
    const first = await update(tx, email, { ...hasLeft(email, at), complainedAt: at }, isNull(emails.complainedAt))
    if (!first || !owner) return
    await tx.insert(events).values({ userId: owner.id, type: 'email-complained', details: { to: owner.email } })
  },
  async failed(tx, email, { words }) {
    const { providerId } = email
    await update(tx, email, { status: 'failed', lastError: words, providerId }, isNull(emails.deliveredAt))
  },
}

async function noteUnreachable(tx: Database, owner: User, at: Date): Promise<void> {
  if (owner.emailUnreachableAt) return
  // A bounce that is reported late says nothing about an email address that has accepted emails since.
  const ofOwner = and(eq(emails.userId, owner.id), eq(emails.recipient, owner.email))
  const later = await tx
    .select({ id: emails.id })
    .from(emails)
    .where(and(ofOwner, gt(emails.deliveredAt, at)))
    .limit(1)
  if (later.length > 0) return
  await tx.update(users).set({ emailUnreachableAt: at }).where(eq(users.id, owner.id))
  await tx.insert(events).values({ userId: owner.id, type: 'email-unreachable', details: { to: owner.email } })
}

/** A report about an email proves that it was sent, even if the answer to sending it was lost, so it is not sent again. */
function hasLeft({ status, sentAt, providerId }: QueuedEmail, at: Date) {
  return { status: status === 'queued' ? ('sent' as const) : status, sentAt: sentAt ?? at, providerId }
}

/** False if the email is not in that state. */
async function update(
  tx: Database,
  { id }: QueuedEmail,
  changes: Partial<QueuedEmail>,
  where: ReturnType<typeof and>,
): Promise<boolean> {
  const changed = await tx
    .update(emails)
    .set(changes)
    .where(and(eq(emails.id, id), where))
    .returning({ id: emails.id })
  return changed.length > 0
}
