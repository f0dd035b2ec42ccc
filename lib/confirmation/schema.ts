import * as z from 'zod/mini'
import { asTyped } from '@/lib/accounts/well-formed-text'
import { appCode } from '@/lib/factors/codes/code'
import { assertion } from '@/lib/factors/webauthn/credential'

/** Asked for again before a risky change. */
const currentPassword = asTyped('Enter your current password.')

/**
 * A passkey, or a password and, with two-step login, a code. A recovery code is not accepted: there are few, and they are for
 * logging in.
 */
export const confirmOwnerInput = z.object({
  current_password: z.optional(currentPassword),
  code: z.optional(appCode),
  credential: z.optional(assertion),
})

/** How the account owner confirms a risky change: as above, or with what an earlier confirmation returned. */
export const confirmationFields = {
  ...confirmOwnerInput.shape,
  confirmation: z.optional(z.string('Please confirm again that it’s you.')),
}
