import { eq } from 'drizzle-orm'
import { requestDeletion } from '@/db/accounts/account-deletion'
import { requestEmailChange } from '@/db/accounts/email/email-changes'
import { changePasswordHash } from '@/db/accounts/password-change'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import { writeProfile } from '@/db/accounts/profile'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { sessions } from '@/db/schema'
import { startSession } from '@/db/sessions/start-session'
import { aPerson } from '@/e2e/support/steps/person'
import { newSessionToken } from '@/lib/sessions/session-token'
import { loggedIn } from '@/test/accounts/logged-in'
import { aResetLink } from '@/test/links/a-reset-link'
import { moved } from '@/test/links/requested-change'

const from = { ip: '203.0.113.9', userAgent: 'tests' }

/** Every change that the owner is notified of, made to an account. */
export const everyNotice = {
  'password-changed': async (user: User) => {
    const { tokenHash } = await loggedIn(user)
    const [session] = await query((db) => db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash)))
    const change = { userId: user.id, sessionId: session!.id, checkedHash: user.passwordHash, nextHash: 'changed' }
    await changePasswordHash(change, from)
  },
  'password-changed, by a reset': async (user: User) => {
    await spendPasswordReset((await aResetLink(user)).id, 'changed', from)
  },
  'new-device': async ({ id: userId, passwordHash }: User) => {
    const { tokenHash } = newSessionToken()
    await startSession(
      { userId, tokenHash, kind: 'browser', lifetimeDays: 30, newDevice: true },
      { checkedHash: passwordHash },
      from,
    )
  },
  'phone-changed': async ({ id }: User) => {
    await writeProfile(id, { phoneNumber: aPerson().phone_number }, from)
  },
  'account-deletion-requested': async ({ id: userId, passwordHash }: User) => {
    await requestDeletion({ userId, checkedHash: passwordHash, afterDays: 14 }, from)
  },
  'email-change-requested': async ({ id, passwordHash }: User) => {
    await requestEmailChange(id, passwordHash, aPerson().email, from)
  },
  'email-changed': async (user: User) => {
    await moved(user)
  },
}
