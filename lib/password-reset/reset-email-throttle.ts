import { perIp, perMailbox } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

/** Beyond these no mail goes and the answer stays the same: a flood neither fills a mailbox nor tells whether it has an account. */
export const resetEmailThrottle = limitCalls('reset-mail', perIp(50, '15m'), perMailbox(1, '1m'), perMailbox(5, '1h'))
