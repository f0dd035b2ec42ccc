import type { PublicSuspendedFactor } from '@/lib/suspended-factors/public-suspended-factor'
import type { SecondFactors } from '@/lib/two-step/second-factors'

type Kind = PublicSuspendedFactor['kind']
type Working = Pick<SecondFactors, 'authenticator_app' | 'recovery_codes'>
type Texts = Record<Kind, { title: string; button: string }>

export const keepTexts: Texts = {
  'authenticator-app': { title: 'Keep suspended authenticator app', button: 'Keep this app' },
  'recovery-codes': { title: 'Keep suspended recovery codes', button: 'Keep these codes' },
  passkey: { title: 'Keep suspended passkey', button: 'Keep this passkey' },
}

export const removeTexts: Texts = {
  'authenticator-app': { title: 'Remove suspended authenticator app', button: 'Remove this app' },
  'recovery-codes': { title: 'Remove suspended recovery codes', button: 'Remove these codes' },
  passkey: { title: 'Remove suspended passkey', button: 'Remove this passkey' },
}

/** What keeping it means, beside what works now. */
export function whatBegins(kind: Kind, { authenticator_app: app, recovery_codes: codes }: Working): string {
  if (kind === 'passkey')
    return 'This passkey works again. Keep it only if it’s yours: whoever has it can log in without your password.'
  if (kind === 'recovery-codes')
    return codes
      ? 'These recovery codes work again, and the ones that work now stop working. Keep them only if you have them.'
      : 'These recovery codes work again. Keep them only if you have them.'
  return app
    ? 'Its codes work again. The app that you use now stops working, and every other device is logged out. Keep this app only if you set it up yourself.'
    : 'Its codes work again. Keep this app only if you set it up yourself.'
}

/** What removing it means. */
export function whatIsLost(kind: Kind): string {
  if (kind === 'passkey')
    return 'This passkey never works again. A password manager may still offer it until you delete it there.'
  return kind === 'recovery-codes'
    ? 'These recovery codes never work again.'
    : 'The codes of this app never work again.'
}
