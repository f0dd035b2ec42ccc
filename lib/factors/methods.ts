import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { findUsableApp } from './codes/check-app-code'
import { usablePasskeys } from './webauthn/usable-passkeys'

export type SecondStepMethod = 'authenticator-app' | 'passkey' | 'recovery-code'
export type ConfirmationMethod = Exclude<SecondStepMethod, 'recovery-code'>

/** How the account owner can do the second step now. */
export async function secondStepMethods(userId: string): Promise<SecondStepMethod[]> {
  const [methods, codes] = await Promise.all([confirmationMethods(userId), countRecoveryCodes(userId)])
  return codes?.left ? [...methods, 'recovery-code'] : methods
}

/** What the account owner can confirm with now. Recovery codes are few and only for logging in. */
export async function confirmationMethods(userId: string): Promise<ConfirmationMethod[]> {
  const [app, passkeys] = await Promise.all([findUsableApp(userId), usablePasskeys(userId)])
  const methods: ConfirmationMethod[] = app ? ['authenticator-app'] : []
  return passkeys.length > 0 ? [...methods, 'passkey'] : methods
}
