import { desc, eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { QueuedEmail } from '@/db/outbox'
import { type EmailKind, emails } from '@/db/schema'
import type { Content } from '@/emails/transport/outgoing-email'
import { compose } from '@/lib/outbox/compose/compose-email'
import { mailsOf } from '@/test/accounts/account-rows'

/** What the outbox holds for an address as it was written there, newest first. */
export function mailsFor(recipient: string): Promise<QueuedEmail[]> {
  return query((db) => db.select().from(emails).where(eq(emails.recipient, recipient)).orderBy(desc(emails.id)))
}

/** The newest mail of that kind to the account. */
export async function newestMail(kind: EmailKind, user: Pick<User, 'id'>): Promise<QueuedEmail> {
  const mail = (await mailsOf(user, kind)).at(-1)
  if (!mail) throw new Error(`No ${kind} is queued for this account.`)
  return mail
}

/** A mail as the dispatcher makes it; fails where it makes none. */
export async function composed(mail: QueuedEmail): Promise<{ to: string; content: Content }> {
  const made = await compose(mail)
  if ('none' in made) throw new Error(`No mail is made: ${made.none}`)
  return made
}

/** The token of the link in that mail which opens this page. */
export function tokenFor(page: string, { text }: Content): string {
  const token = text.match(new RegExp(`https?://\\S+${page}\\?token=([\\w.-]+)`))?.[1]
  if (!token) throw new Error(`No link to ${page} in this mail:\n${text}`)
  return token
}
