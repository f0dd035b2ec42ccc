import type { User } from '@/db/accounts/users'
import { isUnusedCode } from '@/db/factors/recovery-codes'
import type { CheckedCode } from './check-app-code'
import { hashRecoveryCode } from './recovery-code'

/** The same for a recovery code. One that was used is not told from a wrong one: its row may be gone. */
export async function checkRecoveryCode({ id }: Pick<User, 'id'>, code: string): Promise<CheckedCode> {
  const recoveryCode = hashRecoveryCode(id, code)
  return (await isUnusedCode(id, recoveryCode)) ? { ok: true, step: { recoveryCode } } : { ok: false, reason: 'wrong' }
}
