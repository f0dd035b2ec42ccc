import type { Confirmation } from '@/app/_http/cookies/session-cookie'

/** What the page asks for. */
export function howTo({ twoStep, methods }: Pick<Confirmation, 'twoStep' | 'methods'>): string {
  const passkey = methods.includes('passkey')
  if (!twoStep)
    return passkey ? 'Enter your password or use a passkey to continue.' : 'Enter your password to continue.'
  if (!methods.includes('authenticator-app')) return 'We need to know that it’s you before you continue.'
  return passkey
    ? 'To continue, enter your password and a code from your authenticator app, or use a passkey.'
    : 'Enter your password and a code from your authenticator app to continue.'
}
