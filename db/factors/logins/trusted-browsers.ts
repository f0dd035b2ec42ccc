import { and, eq, inArray } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import { events, sessions, users } from '@/db/schema'
import { forgetBrowsersOf } from '@/db/sessions/end-sessions'
import { lockOwnSession } from '@/db/sessions/own-session'

/** Whether a browser trusted at that moment still is. At the very moment of forgetting it is not. */
export function isTrustedSince(trustedAt: Date, { browsersTrustedSince }: User): boolean {
  return browsersTrustedSince === null || trustedAt > browsersTrustedSince
}

/**
 * Records that the browser of this session is trusted from now on. Returns when its second step was done, which is what trust
 * counts from: whatever ended the session since, and made the account forget its browsers, also ends this trust. Undefined if
 * the session has ended, or if it did not begin by the password and then the app or a passkey.
 */
export function recordTrust(
  tokenHash: string,
  origin: Origin,
): Promise<{ userId: string; trustedAt: Date } | undefined> {
  return transaction(async (tx) => {
    // A recovery code is for somebody who has lost a device, and a trusted browser must not renew its own trust.
    const byFactor = inArray(sessions.amr, ['pwd otp', 'pwd hwk', 'pwd swk'])
    const isOne = and(eq(sessions.tokenHash, tokenHash), eq(sessions.kind, 'browser'), byFactor)
    const { userId, secondFactorAt } = sessions
    const [session] = await tx.select({ userId, secondFactorAt }).from(sessions).where(isOne)
    if (!session?.secondFactorAt) return undefined
    await tx.insert(events).values({ userId: session.userId, type: 'browser-trusted', ...origin })
    return { userId: session.userId, trustedAt: session.secondFactorAt }
  })
}

/** Makes the account ask for the second step in every browser again. False if the session has ended. */
export function forgetBrowsers(own: { userId: string; sessionId: string }, origin: Origin): Promise<boolean> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, own)
    if (!user) return false
    await tx.execute(forgetBrowsersOf(eq(users.id, user.id)))
    await tx.insert(events).values({ userId: user.id, type: 'browsers-forgotten', ...origin })
    return true
  })
}
