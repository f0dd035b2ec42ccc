import { eq } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { linkExpiry } from '@/db/links'
import { emails, emailVerifications, events, users } from '@/db/schema'
import { nameKeys } from '@/lib/rules/name-keys'
import { isReserved } from './email/reserved-email'
import type { NewUser, Origin, User } from './users'

/** Creates the account, its welcome email with a verification link and its first event; undefined if the email or number is taken. */
export function registerUser(fields: NewUser, origin: Origin): Promise<User | undefined> {
  return transaction(async (tx) => {
    const user = await insertUser(tx, fields, origin)
    if (user) await queueWelcome(tx, user)
    return user
  })
}

/** Queues the welcome email, with a link to verify the email. */
export async function queueWelcome(tx: Database, { id, email, firstName }: User): Promise<void> {
  const [verification] = await tx
    .insert(emailVerifications)
    .values({ userId: id, expiresAt: linkExpiry('verify-email') })
    .returning({ id: emailVerifications.id })
  const data = { first_name: firstName, verification_id: verification!.id }
  await tx.insert(emails).values({ kind: 'welcome', userId: id, recipient: email, data })
}

/** Inserts only the row and its event; undefined if the email or phone number is taken. */
export async function insertUser(
  tx: Database,
  fields: NewUser & Partial<Pick<User, 'emailVerifiedAt'>>,
  origin: Origin,
): Promise<User | undefined> {
  const [user] = await tx
    .insert(users)
    .values({ ...fields, ...nameKeys(fields) })
    .onConflictDoNothing()
    .returning()
  if (!user) return undefined
  // Checked after the insert, which has waited for an account that was giving up the email at the same time.
  if (await isReserved(tx, user.emailCanonical, user.id, user.emailVerifiedAt ? 'proven' : 'unproven')) {
    await tx.delete(users).where(eq(users.id, user.id))
    return undefined
  }
  await tx.insert(events).values({ userId: user.id, type: 'register', ...origin })
  return user
}
