import type { Origin, User } from './accounts/users'
import type { Database } from './connection/database'
import { linkExpiry } from './links'
import { type EmailData, type EmailKind, emails, notMeLinks } from './schema'

/** Queues a mail that tells the owner what was done to the account, with a link of its own for an owner who did not do it. */
export async function queueNotice(
  tx: Database,
  kind: EmailKind,
  user: Pick<User, 'id' | 'email' | 'firstName'>,
  origin: Origin,
  more: EmailData = {},
): Promise<void> {
  const disavowal = await insertNotMeLink(tx, user)
  await tx.insert(emails).values({
    kind,
    userId: user.id,
    recipient: user.email,
    data: {
      first_name: user.firstName,
      ip: origin.ip,
      user_agent: origin.userAgent,
      disavowal_id: disavowal.id,
      ...more,
    },
  })
}

/** The link by which the reader of a mail says that somebody else did it; `resetId` names the reset that the mail brought. */
export async function insertNotMeLink(tx: Database, { id, email }: Pick<User, 'id' | 'email'>, resetId?: string) {
  const values = { userId: id, email, resetId, expiresAt: linkExpiry('not-me') }
  const [disavowal] = await tx.insert(notMeLinks).values(values).returning()
  return disavowal!
}
