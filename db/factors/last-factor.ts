import { and, eq, ne } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { isAppOf } from './authenticator-apps'
import { authenticatorApps, passkeys } from './tables'

/**
 * Whether two-step login of a locked account would have no second factor left without this one. Recovery codes do not count,
 * because they run out. Passkeys count only for the domain `rpId`, because those of a former domain can no longer be used.
 */
export async function isLastFactor(
  tx: Database,
  { id: userId, twoStepAt }: User,
  removed: 'authenticator-app' | { passkey: string },
  rpId: string | undefined,
): Promise<boolean> {
  if (!twoStepAt) return false
  if (removed !== 'authenticator-app' && (await tx.$count(authenticatorApps, isAppOf(userId))) > 0) return false
  const except = removed === 'authenticator-app' ? undefined : ne(passkeys.id, removed.passkey)
  return !(await hasUsablePasskey(tx, userId, rpId, except))
}

export async function hasUsablePasskey(
  tx: Database,
  userId: string,
  rpId: string | undefined,
  which?: ReturnType<typeof ne>,
): Promise<boolean> {
  if (rpId === undefined) return false
  const isUsable = and(eq(passkeys.userId, userId), eq(passkeys.rpId, rpId), which)
  return (await tx.$count(passkeys, isUsable)) > 0
}
