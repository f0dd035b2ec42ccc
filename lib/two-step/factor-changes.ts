import { perAccount, perSession } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

/** Each change may end sessions and sends an email. People need far fewer, and more would flood the owner with emails. */
export const factorChanges = limitCalls('factor-change', perAccount(30, '1h'))

/**
 * Counted by session, so that a stranger who got in cannot keep the owner from removing what they added. Nobody can flood the
 * owner with emails here either: only what was added can be removed, and adding has the limit above.
 */
export const factorRemovals = limitCalls('factor-removal', perSession(30, '1h'))
