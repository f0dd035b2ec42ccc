import { open, seal } from '@/lib/secrets/sealed'

export const APP_SECRET_PURPOSE = 'authenticator-app'

/** Sealed for this user: in the row of another one, the text does not open. */
export function sealSecret(userId: string, secret: string): string {
  return seal(APP_SECRET_PURPOSE, userId, secret)
}

/** Undefined if it was sealed for another user, or by a secret that is no longer in AUTH_SECRET. */
export function openSecret(userId: string, sealed: string): string | undefined {
  return open(APP_SECRET_PURPOSE, userId, sealed)
}
