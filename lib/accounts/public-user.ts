import type { User } from '@/db/users'

/** All that ever leaves of an account. */
export type PublicUser = {
  id: string
  first_name: string
  last_name: string
  email: string
  phone_number: string
  email_verified: boolean
  created_at: string
}

export function publicUser(user: User): PublicUser {
  return {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    phone_number: user.phoneNumber,
    email_verified: user.emailVerifiedAt !== null,
    created_at: user.createdAt.toISOString(),
  }
}
