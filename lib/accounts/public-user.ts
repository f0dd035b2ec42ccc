import * as z from 'zod/mini'
import type { User } from '@/db/accounts/users'
import { config } from '@/lib/config'
import { phoneNumberInUse } from '@/lib/rules/phone-number'

/** The public fields of an account. */
export const userAnswer = z.object({
  id: z.guid(),
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone_number: z.nullable(z.string()),
  email_verified: z.boolean(),
  created_at: z.iso.datetime(),
})
export type PublicUser = z.output<typeof userAnswer>

export function publicUser(user: User): PublicUser {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    phone_number: phoneNumberInUse(config().PHONE_NUMBER, user.phoneNumber),
    email_verified: user.emailVerifiedAt !== null,
    created_at: user.createdAt.toISOString(),
  }
}
