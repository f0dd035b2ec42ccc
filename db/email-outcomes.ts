import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import type { User } from './accounts/users'
import type { Database } from './connection/database'
import type { QueuedEmail } from './outbox'
import { emails, events, users } from './schema'

/** What became of a mail. */
export type Outcome = {
  kind: 'delivered' | 'delayed' | 'bounced' | 'complained' | 'failed'
  at: Date
  words?: string
  /** Nobody has that address: nothing sent there arrives, now or later. */
  unreachable: boolean
}

/** Notes what became of one mail; `owner` is whose address it went to, while it is still that. */
type Note = (tx: Database, email: QueuedEmail, outcome: Outcome, owner: User | undefined) => Promise<void>

/** Each asks what is known already, so that the order in which they come makes no difference. */
export const noteOutcome: Record<Outcome['kind'], Note> = {
  async delivered(tx, email, { at }, owner) {
    // What was said of a delay is over.
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
  // A bounce that is told late says nothing of an address that has taken mail since.
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

/** What was told of a mail proves that it was sent, also where the answer to the sending got lost: no other try follows. */
function hasLeft({ status, sentAt, providerId }: QueuedEmail, at: Date) {
  return { status: status === 'queued' ? ('sent' as const) : status, sentAt: sentAt ?? at, providerId }
}

/** False where the mail is not so. */
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
