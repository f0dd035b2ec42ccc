import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { findUsableApp } from './check-app-code'
import type { CodeKind } from './code'

/** How the account owner can do the second step now. */
export async function codeMethods(userId: string): Promise<CodeKind[]> {
  const methods: CodeKind[] = []
  if (await findUsableApp(userId)) methods.push('authenticator-app')
  if (((await countRecoveryCodes(userId))?.left ?? 0) > 0) methods.push('recovery-code')
  return methods
}
