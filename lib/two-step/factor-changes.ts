import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

/** Each change may end sessions and sends an email. People need far fewer, and more would flood the owner with emails. */
export const factorChanges = limitCalls('factor-change', perAccount(30, '1h'))
