import { eq } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { emails, webhookDeliveries } from '@/db/schema'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { noteOutcome, type Outcome } from './email-outcomes'
import type { QueuedEmail } from './outbox'

type Told = Outcome & { webhookId: string; emailId?: string; providerId: string }
export type RecordedOutcome =
  | { state: 'taken'; email: string; user: string | null }
  | { state: 'seen' }
  | { state: 'unknown' }

/** Records what a webhook reports about an email, once for each `webhookId`, in any order. */
export function recordOutcome({ webhookId, emailId, providerId, ...outcome }: Told): Promise<RecordedOutcome> {
  return transaction(async (tx) => {
    const first = await tx.insert(webhookDeliveries).values({ id: webhookId }).onConflictDoNothing().returning()
    if (first.length === 0) return { state: 'seen' }
    const isMail = emailId ? eq(emails.id, emailId) : eq(emails.providerId, providerId)
    const [email] = await tx.select().from(emails).where(isMail).limit(1)
    if (!email) return { state: 'unknown' }
    await note(tx, { ...email, providerId }, outcome)
    return { state: 'taken', email: email.id, user: email.userId }
  })
}

/** Stops sending an email if the mail server said that nobody has its email address. */
export function markEmailBounced({ id }: QueuedEmail, words: string | undefined): Promise<void> {
  return transaction(async (tx) => {
    // Read again, because the account may have been found only when the email was made.
    const [email] = await tx.select().from(emails).where(eq(emails.id, id))
    if (email) await note(tx, email, { kind: 'bounced', at: new Date(), words, unreachable: true })
  })
}

/** The account is locked before the email, as everywhere. */
async function note(tx: Database, email: QueuedEmail, outcome: Outcome): Promise<void> {
  const owner = email.userId ? await lockUser(tx, email.userId) : undefined
  const isTheirs = owner?.emailCanonical === canonicalEmail(email.recipient)
  await noteOutcome[outcome.kind](tx, email, outcome, isTheirs ? owner : undefined)
}
