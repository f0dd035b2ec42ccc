import type { User } from '@/db/accounts/users'
import type { FoundSession } from '@/db/sessions/sessions'
import { confirmationMethods } from '@/lib/factors/methods'
import { hasOnlyPasskeys } from '@/lib/factors/only-passkeys'
import { type Failure, type FieldErrors, fail } from '@/lib/result'
import type { GivenProof } from './given-proof'

/** For an account that cannot confirm with a code. */
export const passkeyMissing: FieldErrors = { credential: ['Confirm with your passkey.'] }

/** The errors for what the account owner has to enter and did not. */
export async function missingProof({ user }: FoundSession, given: GivenProof): Promise<FieldErrors> {
  const missing = given.credential ? {} : await missingBesidePasskey(user, given)
  if (given.confirmation === undefined || Object.keys(missing).length === 0) return missing
  return { ...missing, confirmation: ['This confirmation is no longer valid. Please confirm again that it’s you.'] }
}

async function missingBesidePasskey(user: User, { current_password, code }: GivenProof): Promise<FieldErrors> {
  const missing: FieldErrors = {}
  if (current_password === undefined) missing.current_password = ['Enter your current password.']
  if (user.twoStepAt && code === undefined) missing.code = ['Enter the 6 digits from your authenticator app.']
  if (!user.twoStepAt || Object.keys(missing).length === 0) return missing
  return hasOnlyPasskeys(await confirmationMethods(user.id)) ? passkeyMissing : missing
}

/** Says how the account owner can confirm. */
export async function confirmationRequired(user: Pick<User, 'id'>, missing: FieldErrors = {}): Promise<Failure> {
  return { ...fail('confirmation-required', missing), more: { methods: await confirmationMethods(user.id) } }
}
