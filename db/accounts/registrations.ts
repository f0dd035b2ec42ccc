import { and, eq, gt, lt, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import { query, transaction } from '@/db/connection/client'
import { type FoundLink, hasExpired, isOpen, linkExpiry } from '@/db/links'
import { inSeconds } from '@/db/outbox'
import { emails, registrations, users } from '@/db/schema'
import { insertUser } from './register-user'
import type { NewUser, Origin, User } from './users'

export type Registration = typeof registrations.$inferSelect

/** Keeps a registration until its mailbox is proven, and mails its link. The same two inserts whoever has the address or the number. */
export function keepRegistration(
  fields: NewUser & { browserHash?: string },
  origin: Origin,
  mailAfterSeconds = 0,
): Promise<void> {
  return transaction(async (tx) => {
    const [id, emailId] = [uuidv7(), uuidv7()]
    await tx.insert(registrations).values({ ...fields, id, emailId, expiresAt: linkExpiry('registration') })
    const data = { first_name: fields.firstName, ip: origin.ip, registration_id: id }
    const email = { id: emailId, kind: 'confirm-registration', recipient: fields.email, data } as const
    await tx.insert(emails).values({ ...email, nextAttemptAt: inSeconds(mailAfterSeconds) })
  })
}

export async function findRegistration(id: string): Promise<FoundLink<'registration'> | undefined> {
  const [found] = await query((db) =>
    db
      .select({ row: registrations, expired: hasExpired('registration') })
      .from(registrations)
      .where(eq(registrations.id, id)),
  )
  return found
}

/** What a kept registration comes to when its mail is made; 'open' closes the older ones of that address and browser. */
export function openRegistration(
  id: string,
): Promise<
  { state: 'open' | 'phone-taken'; registration: Registration } | { state: 'address-taken'; owner: User } | undefined
> {
  return transaction(async (tx) => {
    const [registration] = await tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.id, id), isOpen('registration')))
    if (!registration) return undefined
    const { emailCanonical, phoneNumber } = registration
    const [owner] = await tx.select().from(users).where(eq(users.emailCanonical, emailCanonical))
    if (owner) {
      await tx.delete(registrations).where(eq(registrations.id, id))
      return { state: 'address-taken', owner }
    }
    const [other] = await tx.select({ id: users.id }).from(users).where(eq(users.phoneNumber, phoneNumber))
    if (other) return { state: 'phone-taken', registration }
    // Only the same browser's: a stranger who registers the address again must not kill the link of its owner.
    const ofBrowser = and(
      eq(registrations.emailCanonical, emailCanonical),
      eq(registrations.browserHash, registration.browserHash ?? ''),
    )
    await tx
      .update(registrations)
      .set({ replacedAt: sql`now()`, passwordHash: '' })
      .where(and(ofBrowser, lt(registrations.id, id), isOpen('registration')))
    const [renewed] = await tx
      .update(registrations)
      .set({ expiresAt: linkExpiry('registration') })
      .where(eq(registrations.id, id))
      .returning()
    return { state: 'open', registration: renewed! }
  })
}

/** Makes the account, its mailbox proven; 'taken' when its address or number went to somebody else meanwhile. */
export function confirmRegistration(id: string, origin: Origin): Promise<User | 'taken' | undefined> {
  return transaction(async (tx) => {
    const stillGood = and(isOpen('registration'), gt(registrations.expiresAt, sql`now()`))
    const [registration] = await tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.id, id), stillGood))
      .for('update')
    if (!registration) return undefined
    const { email, emailCanonical, phoneNumber, firstName, lastName, passwordHash } = registration
    const fields = { email, emailCanonical, phoneNumber, firstName, lastName, passwordHash }
    const user = await insertUser(tx, { ...fields, emailVerifiedAt: new Date() }, origin)
    if (!user) return 'taken'
    // The account has the hash now; a second copy would outlive its next change.
    await tx.update(registrations).set({ usedAt: sql`now()`, passwordHash: '' }).where(eq(registrations.id, id))
    await tx.update(emails).set({ userId: user.id }).where(eq(emails.id, registration.emailId))
    return user
  })
}
