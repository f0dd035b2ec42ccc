import { desc, eq } from 'drizzle-orm'
import { keepRegistration, type Registration } from '@/db/accounts/registrations'
import { query } from '@/db/connection/client'
import { registrations } from '@/db/schema'
import { aPerson, type Person } from '@/e2e/support/steps/person'
import { signLinkToken } from '@/lib/links/mailed-link'
import { makeHash } from '@/lib/passwords/hash-password'
import { bcryptSha256 } from '@/lib/passwords/schemes/bcrypt-sha256'

/** A registration that waits for its email to be verified; the token is the one in the email. */
export async function aPendingRegistration(
  person: Omit<Person, 'phone_number'> & { phone_number: string | null } = aPerson(),
  browserHash?: string,
): Promise<Registration & { token: string }> {
  await keepRegistration(
    {
      email: person.email,
      emailCanonical: person.email,
      phoneNumber: person.phone_number,
      firstName: person.first_name,
      lastName: person.last_name,
      passwordHash: await makeHash(bcryptSha256.recipe(person.password, 4)),
      browserHash,
    },
    {},
  )
  const kept = (await registrationsOf(person.email))[0]!
  return { ...kept, token: await signLinkToken('registration', { ...kept, subject: kept.id }) }
}

/** The registrations stored for an email, newest first. */
export function registrationsOf(emailCanonical: string): Promise<Registration[]> {
  return query((db) =>
    db
      .select()
      .from(registrations)
      .where(eq(registrations.emailCanonical, emailCanonical))
      .orderBy(desc(registrations.id)),
  )
}
