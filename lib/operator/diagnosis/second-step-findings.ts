import type { User } from '@/db/accounts/users'
import { FAILURES_AT_MOST, findApp } from '@/db/factors/authenticator-apps'
import { secondStepMethods } from '@/lib/factors/methods'
import { type Finding, finding } from './finding'

/** What a login needs after the password, and which second factors do not work. */
export async function secondStepFindings({ id, twoStepAt, factorsSuspendedAt: since }: User): Promise<Finding[]> {
  const suspended = since ? [finding('second-factors-suspended', { since })] : []
  if (!twoStepAt) return suspended
  const [methods, app] = await Promise.all([secondStepMethods(id), findApp(id)])
  if (methods.length === 0 && !app && since) return [finding('second-factors-frozen', { since })]
  const needed = methods.length > 0 && finding('second-step-needed', { since: twoStepAt, methods })
  const isAppUnusable = app !== undefined && !methods.includes('authenticator-app')
  const isRefused = isAppUnusable && app.failures >= FAILURES_AT_MOST
  return [
    needed || finding('second-factors-missing'),
    ...(isAppUnusable ? [finding(isRefused ? 'app-refused' : 'app-unreadable')] : []),
    ...suspended,
  ]
}
