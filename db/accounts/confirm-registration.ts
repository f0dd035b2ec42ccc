import { and, eq, gt, or, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emails, registrations, users } from '@/db/schema'
import { insertUser } from './register-user'
import { registeredNumber } from './registrations'
import type { NewUser, Origin, User } from './users'

type Given = Partial<Pick<NewUser, 'firstName' | 'lastName' | 'phoneNumber' | 'passwordHash'>>

/** Creates the account with a verified email and the given data instead of the stored; or says what another account has by now. */
export function confirmRegistration(
  id: string,
  origin: Origin,
  given: Given = {},
): Promise<User | 'taken' | 'phone-taken' | undefined> {
  return transaction(async (tx) => {
    const stillGood = and(isOpen('registration'), gt(registrations.expiresAt, sql`now()`))
    const [kept] = await tx
      .select()
      .from(registrations)
      .where(and(eq(registrations.id, id), stillGood))
      .for('update')
    if (!kept) return undefined
    const fields = {
      email: kept.email,
      emailCanonical: kept.emailCanonical,
      phoneNumber: given.phoneNumber === undefined ? registeredNumber(kept) : given.phoneNumber,
      firstName: given.firstName ?? kept.firstName,
      lastName: given.lastName ?? kept.lastName,
      passwordHash: given.passwordHash ?? kept.passwordHash,
    }
    const user = await insertUser(tx, { ...fields, emailVerifiedAt: new Date() }, origin)
    if (!user) return whatIsTaken(tx, fields)
    // The account has the hash now, and a second copy would outlive the next password change.
    await tx.update(registrations).set({ usedAt: sql`now()`, passwordHash: '' }).where(eq(registrations.id, id))
    await tx.update(emails).set({ userId: user.id }).where(eq(emails.id, kept.emailId))
    return user
  })
}

async function whatIsTaken(tx: Database, { emailCanonical, phoneNumber }: NewUser): Promise<'taken' | 'phone-taken'> {
  const samePhone = phoneNumber === null ? undefined : eq(users.phoneNumber, phoneNumber)
  const either = or(eq(users.emailCanonical, emailCanonical), samePhone)
  const others = await tx.select({ emailCanonical: users.emailCanonical }).from(users).where(either)
  const byPhoneAlone = others.length > 0 && others.every((other) => other.emailCanonical !== emailCanonical)
  return byPhoneAlone ? 'phone-taken' : 'taken'
}
