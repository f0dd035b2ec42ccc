import { perAccount, perDevice, perIp, perProgram } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/** Known devices and API clients have attempts of their own, so that an attacker's attempts never lock the account owner out. */
export const loginAttempts = limitFailures(
  'login',
  [perIp(50, '15m'), perAccount(10, '15m')],
  [perDevice(10, '15m')],
  [perProgram(10, '15m')],
)
