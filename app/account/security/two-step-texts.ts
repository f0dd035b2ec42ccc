import type { SecondFactors } from '@/lib/two-step/second-factors'

type Factors = Pick<SecondFactors, 'authenticator_app'> & { passkeys: { usable: boolean }[] }

/** What a login needs while two-step login is on. Passkeys that do not work here do not count. */
export function whatIsNeeded({ authenticator_app: app, passkeys }: Factors): string {
  if (passkeys.some(({ usable }) => usable))
    return app
      ? 'Two-step login is on. To log in, you need a passkey, or your password and a code from your authenticator app.'
      : 'Two-step login is on. To log in, you need a passkey. Your password alone isn’t enough.'
  return app
    ? 'Two-step login is on. To log in, you need your password and a code from your authenticator app.'
    : 'Two-step login is on. To log in, you need your password and a recovery code. Set up an authenticator app or add a passkey before you run out of recovery codes.'
}

/** What changes when it is turned off. */
export function whatEnds({ authenticator_app: app, passkeys }: Factors): string {
  if (passkeys.some(({ usable }) => usable))
    return app
      ? 'Your password alone will be enough to log in. Your authenticator app and your recovery codes stop working for this account, and every other device is logged out. You can still log in with your passkeys.'
      : 'Your password alone will be enough to log in. Your recovery codes stop working, and every other device is logged out. You can still log in with your passkeys.'
  return app
    ? 'Your password alone will be enough to log in. Your authenticator app and your recovery codes stop working for this account, and every other device is logged out.'
    : 'Your password alone will be enough to log in. Your recovery codes stop working, and every other device is logged out.'
}
