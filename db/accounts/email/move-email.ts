import { eq, sql } from 'drizzle-orm'
import { closeResets } from '@/db/accounts/password-resets'
import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { closeLinks, linkExpiry } from '@/db/links'
import { queueNotice } from '@/db/outbox/notices'
import { emailUndos, users } from '@/db/schema'
import { closeConsole } from '@/db/staff/suspend'
import { UniqueViolation } from '@/db/unique-violation'
import { closeContestsOf } from './contests'
import { isReserved } from './reserved-email'

type Move = { email: string; emailCanonical: string; by: 'proven' | 'unproven' }

/**
 * Moves a locked account to another email. Pending resets and changes end, and the old mailbox is notified and can undo the
 * change. Throws UniqueViolation if another account has the email or can still return to it.
 */
export async function moveEmail(tx: Database, user: User, move: Move, origin: Origin): Promise<User> {
  const { email, emailCanonical, by } = move
  const [moved] = await tx
    .update(users)
    .set({
      email,
      emailCanonical,
      emailVerifiedAt: by === 'proven' ? sql`now()` : null,
      resetsMutedUntil: null,
      emailUnreachableAt: null,
      updatedAt: sql`now()`,
    })
    .where(eq(users.id, user.id))
    .returning()
  if (await isReserved(tx, emailCanonical, user.id, by)) throw new UniqueViolation()
  await closeResets(tx, user.id)
  await closeLinks(tx, user.id, 'verify-email', 'confirm-email')
  await closeContestsOf(tx, user.id, emailCanonical)
  await closeConsole(tx, user.id)
  await letUndo(tx, user, email, origin)
  return moved!
}

async function letUndo(tx: Database, user: User, newEmail: string, origin: Origin): Promise<void> {
  const { id: userId, email, emailCanonical, firstName, lastName, phoneNumber } = user
  const kept = { email, emailCanonical, firstName, lastName, phoneNumber, reserved: user.emailVerifiedAt !== null }
  const [undo] = await tx
    .insert(emailUndos)
    .values({ userId, ...kept, expiresAt: linkExpiry('undo-email') })
    .returning({ id: emailUndos.id })
  await queueNotice(tx, 'email-changed', user, origin, { new_email: newEmail, email_undo_id: undo!.id })
}
