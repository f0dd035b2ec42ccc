import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'
import type { SecondFactors } from '@/lib/two-step/second-factors'

type Kind = PublicSuspendedFactor['kind']
type Verb = 'Keep' | 'Remove'
type Working = Pick<SecondFactors, 'authenticator_app' | 'recovery_codes'>

const noun: Record<Kind, string> = {
  'authenticator-app': 'authenticator app',
  'recovery-codes': 'recovery codes',
  passkey: 'passkey',
}

const short: Record<Kind, string> = {
  'authenticator-app': 'this app',
  'recovery-codes': 'these codes',
  passkey: 'this passkey',
}

export const titleOf = (verb: Verb, kind: Kind) => `${verb} suspended ${noun[kind]}`
export const buttonOf = (verb: Verb, kind: Kind) => `${verb} ${short[kind]}`

/** What keeping it means, beside what works now. */
export function whatBegins(kind: Kind, { authenticator_app: app, recovery_codes: codes }: Working): string {
  if (kind === 'passkey')
    return 'This passkey works again. Keep it only if it’s yours: whoever has it can log in without your password.'
  if (kind === 'recovery-codes')
    return codes
      ? 'These recovery codes work again, and the ones that work now stop working. Keep them only if you have them.'
      : 'These recovery codes work again. Keep them only if you have them.'
  const yours = 'Keep this app only if you set it up yourself.'
  return app
    ? `Its codes work again. The app that you use now stops working, and every other device is logged out. ${yours}`
    : `Its codes work again. ${yours}`
}

/** What removing it means. */
export function whatIsLost(kind: Kind): string {
  if (kind === 'passkey')
    return 'This passkey never works again. A password manager may still offer it until you delete it there.'
  return kind === 'recovery-codes'
    ? 'These recovery codes never work again.'
    : 'The codes of this app never work again.'
}
