import { perIp, perMailbox } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

/** Beyond these limits no email is sent and the answer stays the same, so a flood neither fills an inbox nor shows whether there is an account. */
export const resetEmailThrottle = limitCalls('reset-mail', perIp(50, '15m'), perMailbox(1, '1m'), perMailbox(5, '1h'))
