import { eq, sql } from 'drizzle-orm'
import { registerUser } from '@/db/accounts/register-user'
import type { NewUser, User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { makeHash } from '@/lib/passwords/hash-password'
import { bcryptSha256 } from '@/lib/passwords/schemes/bcrypt-sha256'
import { canonicalEmail } from '@/lib/rules/canonical-email'

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
  const user = await registerUser(fields, {})
  if (!user) throw new Error('The email or the phone number of a test is taken.')
  if (!verified) return { ...user, password } as Someone
  const proof = { emailVerifiedAt: sql`now()` }
  const [proven] = await query((db) => db.update(users).set(proof).where(eq(users.id, user.id)).returning())
  return { ...proven!, password } as Someone
}

export async function disable({ id }: Pick<User, 'id'>): Promise<void> {
  await query((db) => db.update(users).set({ disabledAt: sql`now()` }).where(eq(users.id, id)))
}
