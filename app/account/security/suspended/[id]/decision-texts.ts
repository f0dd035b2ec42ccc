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

const keptNotices: Record<Kind, string> = {
  'authenticator-app':
    'The authenticator app that you kept works again. If another app worked until now, it no longer does, and every other device was logged out.',
  'recovery-codes': 'The recovery codes that you kept work again. If you had others, they no longer work.',
  passkey: 'The passkey that you kept works again.',
}
const removedNotices: Record<Kind, string> = {
  'authenticator-app': 'The suspended authenticator app was removed. Its codes will never work again.',
  'recovery-codes': 'The suspended recovery codes were removed. They will never work again.',
  passkey: 'The suspended passkey was removed. It will never work again.',
}

/** What was decided, for the page before. The URL says of which kind. */
export function decisionNotice({ kept, 'suspended-removed': removed }: Record<string, unknown>): string | undefined {
  return noticeOf(keptNotices, kept) ?? noticeOf(removedNotices, removed)
}

const noticeOf = (notices: Record<Kind, string>, kind: unknown) =>
  typeof kind === 'string' && Object.hasOwn(notices, kind) ? notices[kind as Kind] : undefined
