import { sql } from 'drizzle-orm'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'

export type PhoneNumberFacts = Awaited<ReturnType<typeof phoneNumberFacts>>

/** How many accounts have no phone number, and whether any has one. Both by the index of phone numbers. */
export async function phoneNumberFacts(db: Database) {
  const missing = await db.$count(users, sql`${users.phoneNumber} is null`)
  const [stored] = await db.select({ id: users.id }).from(users).where(sql`${users.phoneNumber} is not null`).limit(1)
  return { missing, stored: stored !== undefined }
}
