import type { Origin } from '@/db/accounts/users'
import { transaction } from '@/db/connection/client'
import { endSessions } from '@/db/sessions/end-sessions'
import { lockOwnSession } from '@/db/sessions/own-session'
import { isAppOf } from './authenticator-apps'
import { isLastFactor } from './last-factor'
import { recordFactorChange } from './record-change'
import { setAside } from './set-aside/set-aside'
import { authenticatorApps } from './tables'

/**
 * Removes the authenticator app of an account that keeps a passkey for the second step; the recovery codes stay. Every other
 * session ends, because it may have begun with the app. Undefined if the session has ended.
 */
export function removeApp(
  { userId, sessionId, rpId }: { userId: string; sessionId: string; rpId: string | undefined },
  origin: Origin,
): Promise<'removed' | 'last-factor' | 'not-found' | undefined> {
  return transaction(async (tx) => {
    const user = await lockOwnSession(tx, { userId, sessionId })
    if (!user) return undefined
    if ((await tx.$count(authenticatorApps, isAppOf(userId))) === 0) return 'not-found'
    if (await isLastFactor(tx, user, 'authenticator-app', rpId)) return 'last-factor'
    await setAside(tx, userId, { kind: 'authenticator-app', as: 'removed' })
    await endSessions(tx, { allOf: userId, except: sessionId }, 'authenticator-app-removed')
    await recordFactorChange(tx, user, { change: 'authenticator-app-removed' }, origin)
    return 'removed'
  })
}
