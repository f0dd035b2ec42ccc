import { and, desc, eq, gt, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'
import { query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { type FoundLink, hasExpired, isOpen, linkExpiry } from '@/db/links'
import { inSeconds } from '@/db/outbox/claimed-work'
import { emails, registrations, users } from '@/db/schema'
import { config } from '@/lib/config'
import { phoneNumberInUse } from '@/lib/rules/phone-number'
import type { NewUser, Origin, User } from './users'

export type Registration = typeof registrations.$inferSelect

/** Keeps a registration until its email is verified, and emails its link. The two inserts are the same, taken or not. */
export function keepRegistration(
  fields: NewUser & { browserHash?: string },
  origin: Origin,
  mailAfterSeconds = 0,
): Promise<void> {
  return transaction(async (tx) => {
    const [id, emailId] = [uuidv7(), uuidv7()]
    await tx.insert(registrations).values({ ...fields, id, emailId, expiresAt: linkExpiry('registration') })
    const { ip, userAgent: user_agent } = origin
    const data = { first_name: fields.firstName, ip, user_agent, registration_id: id }
    const email = { id: emailId, kind: 'confirm-registration', recipient: fields.email, data } as const
    await tx.insert(emails).values({ ...email, nextAttemptAt: inSeconds(mailAfterSeconds) })
  })
}

/** With what has happened to its email and its phone number meanwhile. */
export type FoundRegistration = FoundLink<'registration'> & { emailTaken: boolean; phoneTaken: boolean }

/**
 * The registration that an emailed link completes. If the same browser has registered the email again since, it is the newest
 * one, so that no email in the mailbox is a dead end.
 */
export async function findRegistration(id: string): Promise<FoundRegistration | undefined> {
  const own = await readRegistration(eq(registrations.id, id))
  if (!own?.row.replacedAt) return own
  const replacing = and(ofSameBrowser(own.row), gt(registrations.id, id), isNull(registrations.replacedAt))
  return (await readRegistration(replacing)) ?? own
}

async function readRegistration(which: SQL | undefined): Promise<FoundRegistration | undefined> {
  const [byEmail, byPhone] = [alias(users, 'by_email'), alias(users, 'by_phone')]
  const [found] = await query((db) =>
    db
      .select({
        row: registrations,
        expired: hasExpired('registration'),
        emailTaken: sql<boolean>`${byEmail.id} is not null`,
        phoneTaken: sql<boolean>`${byPhone.id} is not null`,
      })
      .from(registrations)
      .leftJoin(byEmail, eq(byEmail.emailCanonical, registrations.emailCanonical))
      .leftJoin(byPhone, eq(byPhone.phoneNumber, registrations.phoneNumber))
      .where(which)
      .orderBy(desc(registrations.id))
      .limit(1),
  )
  if (!found) return undefined
  return { ...found, phoneTaken: found.phoneTaken && registeredNumber(found.row) !== null }
}

/** The phone number that the account of this registration will have, unless another one is entered. */
export function registeredNumber({ phoneNumber }: Registration): string | null {
  return phoneNumberInUse(config().PHONE_NUMBER, phoneNumber)
}

type Opened =
  | { state: 'open' | 'phone-taken'; registration: Registration }
  | { state: 'email-taken'; owner: User }
  | undefined

/** Decides about a registration when its email is made. Unless its email is taken, it replaces the older ones of that browser. */
export function openRegistration(id: string): Promise<Opened> {
  return transaction(async (tx) => {
    const [registration] = await tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.id, id), isOpen('registration')))
    if (!registration) return undefined
    const { emailCanonical } = registration
    const [owner] = await tx.select().from(users).where(eq(users.emailCanonical, emailCanonical))
    if (owner) {
      await tx.delete(registrations).where(eq(registrations.id, id))
      return { state: 'email-taken', owner }
    }
    await tx
      .update(registrations)
      .set({ replacedAt: sql`now()`, passwordHash: '' })
      .where(and(ofSameBrowser(registration), lt(registrations.id, id), isOpen('registration')))
    const [renewed] = await tx
      .update(registrations)
      .set({ expiresAt: linkExpiry('registration') })
      .where(eq(registrations.id, id))
      .returning()
    const isTaken = await hasAccount(tx, registeredNumber(registration))
    return { state: isTaken ? 'phone-taken' : 'open', registration: renewed! }
  })
}

async function hasAccount(tx: Database, phoneNumber: string | null): Promise<boolean> {
  if (phoneNumber === null) return false
  return (await tx.select({ id: users.id }).from(users).where(eq(users.phoneNumber, phoneNumber))).length > 0
}

/** Only those of the same browser, because a stranger who registers the email again must not replace the owner's registration. */
function ofSameBrowser({ emailCanonical, browserHash }: Registration) {
  return and(eq(registrations.emailCanonical, emailCanonical), eq(registrations.browserHash, browserHash ?? ''))
}
