import { eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import { type Act, recordAct } from '@/db/operator/acts'
import { note } from '@/db/operator/changes/operator-changes'
import { queueNotice } from '@/db/outbox/notices'
import { users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { lockMember, orLastAdmin, requireAdminLeft } from '@/db/staff/last-admin'
import { removePasskeys } from './passkeys'
import { forgetSetAside } from './set-aside/set-aside'
import { switchOff } from './two-step'

/**
 * Leaves only the password, for somebody who has lost everything: two-step login is switched off, the app, all recovery codes and
 * all passkeys are removed for good, and so is what could come back, because a phone that was stolen may read the mailbox too.
 * Every session ends, and the account owner is told. False if there was nothing of all this. Works for a disabled or contested
 * account too.
 */
export function resetFactorsBy(act: Act, userId: string): Promise<boolean | 'last-admin'> {
  return orLastAdmin(
    transaction(async (tx) => {
      const [user]: (User | undefined)[] = await tx
        .select()
        .from(users)
        .where(eq(users.id, userId))
        .for('no key update')
      if (!user) return false
      // It suspends an admin, and two who do it to each other at once would both be out. At the command line it helps the last one.
      const member = act.via === 'console' ? await lockMember(tx, userId) : undefined
      await switchOff(tx, userId)
      const removed = (await removePasskeys(tx, userId)) + (await forgetSetAside(tx, userId))
      await recordAct(tx, act, { changed: removed > 0 })
      if (removed === 0) return false
      await endSessions(tx, { allOf: userId }, 'factors-reset')
      await note(tx, userId, 'factors-reset', act.operator)
      await queueNotice(tx, 'second-factor-changed', user, {}, { factor_change: 'factors-reset' })
      await requireAdminLeft(tx, member)
      return true
    }),
  )
}
