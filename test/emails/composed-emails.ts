import { desc, eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { QueuedEmail } from '@/db/outbox/outbox'
import { type EmailKind, emails } from '@/db/schema'
import type { EmailContent } from '@/emails/transport/outgoing-email'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { emailsOf } from '@/test/accounts/account-rows'

/** The queued emails for a recipient as written in the outbox, newest first. */
export function emailsFor(recipient: string): Promise<QueuedEmail[]> {
  return query((db) => db.select().from(emails).where(eq(emails.recipient, recipient)).orderBy(desc(emails.id)))
}

/** The newest email of that kind to the account. */
export async function newestEmail(kind: EmailKind, user: Pick<User, 'id'>): Promise<QueuedEmail> {
  const email = (await emailsOf(user, kind)).at(-1)
  if (!email) throw new Error(`No ${kind} is queued for this account.`)
  return email
}

/** An email as the dispatcher composes it; fails if it composes none. */
export async function composed(email: QueuedEmail): Promise<{ to: string; content: EmailContent }> {
  const made = await composeEmail(email)
  if ('none' in made) throw new Error(`No email is composed: ${made.none}`)
  return made
}

/** The token of the link to this page in the email. */
export function tokenFor(page: string, { text }: EmailContent): string {
  const token = text.match(new RegExp(`https?://\\S+${page}\\?token=([\\w.-]+)`))?.[1]
  if (!token) throw new Error(`No link to ${page} in this email:\n${text}`)
  return token
}
