import { eq } from 'drizzle-orm'
import { askDeletion } from '@/db/account-deletion'
import { query } from '@/db/client'
import { askEmailChange } from '@/db/email-changes'
import { changePasswordHash } from '@/db/password-change'
import { spendPasswordReset } from '@/db/password-resets'
import { updateProfile } from '@/db/profile'
import { sessions } from '@/db/schema'
import { startSession } from '@/db/start-session'
import type { User } from '@/db/users'
import { newSessionToken } from '@/lib/sessions/token'
import { moved } from './email-change'
import { aPerson } from './person'
import { aResetLink } from './reset-link'
import { signedIn } from './signed-in'

const from = { ip: '203.0.113.9', userAgent: 'tests' }

/** Everything that an owner is told of by mail, done to an account. */
export const noticed = {
  'password-changed': async (user: User) => {
    const { tokenHash } = await signedIn(user)
    const [session] = await query((db) => db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash)))
    const change = { userId: user.id, sessionId: session!.id, checkedHash: user.passwordHash, nextHash: 'changed' }
    await changePasswordHash(change, from)
  },
  'password-changed, by a reset': async (user: User) => {
    await spendPasswordReset((await aResetLink(user)).id, 'changed', from)
  },
  'new-device': async ({ id: userId, passwordHash }: User) => {
    const { tokenHash } = newSessionToken()
    await startSession({ userId, tokenHash, kind: 'browser', lifetimeDays: 30, newDevice: true }, passwordHash, from)
  },
  'phone-changed': async ({ id }: User) => {
    await updateProfile(id, { phoneNumber: aPerson().phone_number }, from)
  },
  'deletion-asked': async ({ id: userId, passwordHash }: User) => {
    await askDeletion({ userId, checkedHash: passwordHash, afterDays: 14 }, from)
  },
  'email-change-asked': async ({ id, passwordHash }: User) => {
    await askEmailChange(id, passwordHash, aPerson().email, from)
  },
  'email-changed': async (user: User) => {
    await moved(user)
  },
}
