import { eq, sql } from 'drizzle-orm'
import { v7 as uuidv7 } from 'uuid'
import type { NewUser, User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { linkExpiry } from '@/db/links'
import { emails, emailVerifications, events, users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { makeHash } from '@/lib/passwords/hash-password'
import { bcryptSha256 } from '@/lib/passwords/schemes/bcrypt-sha256'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { nameKeys } from '@/lib/rules/name-keys'

/** Has a phone number unless the test says otherwise, and such a test does not read it. */
type Someone = User & { password: string; phoneNumber: string }

/** `verified`: whether the email is verified, because only a verified one gets notices. */
type Overrides = Partial<NewUser & { password: string; verified: boolean }>

/** A new account with an email of its own and the cheapest hash that bcrypt allows. */
export async function someone(overrides: Overrides = {}): Promise<Someone> {
  const person = aPerson()
  const { password = person.password, email = person.email, verified = false, ...rest } = overrides
  const fields = {
    email,
    emailCanonical: canonicalEmail(email),
    phoneNumber: person.phone_number,
    firstName: person.first_name,
    lastName: person.last_name,
    passwordHash: rest.passwordHash ?? (await makeHash(bcryptSha256.recipe(password, 4))),
    ...rest,
  }
  return { ...(await registered(fields, verified)), password } as Someone
}

/** Inserts the rows of a registration in one statement, because most tests begin with it. The operation takes seven. */
async function registered(fields: NewUser, verified: boolean): Promise<User> {
  const [id, verification] = [uuidv7(), uuidv7()]
  const emailVerifiedAt = verified ? sql`now()` : null
  const link = { id: verification, userId: id, expiresAt: linkExpiry('verify-email') }
  const data = { first_name: fields.firstName, verification_id: verification }
  const welcome = { kind: 'welcome', userId: id, recipient: fields.email, data } as const
  const [user] = await query((db) => {
    const rows = [
      db.$with('link').as(db.insert(emailVerifications).values(link)),
      db.$with('welcome').as(db.insert(emails).values(welcome)),
      db.$with('event').as(db.insert(events).values({ userId: id, type: 'register' })),
    ]
    const row = { ...fields, ...nameKeys(fields), id, emailVerifiedAt }
    return db
      .with(...rows)
      .insert(users)
      .values(row)
      .returning()
  })
  return user!
}

export async function disable({ id }: Pick<User, 'id'>): Promise<void> {
  await query((db) => db.update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, id)))
}
