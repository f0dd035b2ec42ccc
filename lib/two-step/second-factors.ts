import * as z from 'zod/mini'
import type { User } from '@/db/accounts/users'
import { findApp } from '@/db/factors/authenticator-apps'
import { passkeysOf } from '@/db/factors/passkeys'
import { countRecoveryCodes } from '@/db/factors/recovery-codes'
import { suspendedFactorsOf } from '@/db/factors/set-aside/suspended-factors'
import { isTwoStepRequired } from '@/lib/factors/set-up-required'
import { passkeyAnswer, publicPasskey } from '@/lib/passkeys/public-passkey'
import { ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { publicSuspendedFactor, suspendedFactorAnswer } from '@/lib/suspended-factors/public-suspended-factor'

/** What a login needs besides the password, and the passkeys that log in without one; the times are ISO 8601. */
export const secondFactorsAnswer = z.object({
  two_step: z.nullable(z.iso.datetime()),
  authenticator_app: z.nullable(z.object({ since: z.iso.datetime() })),
  passkeys: z.array(passkeyAnswer),
  recovery_codes: z.nullable(z.object({ left: z.int(), made_at: z.iso.datetime(), saved: z.boolean() })),
  suspended: z.array(suspendedFactorAnswer),
})
export type SecondFactors = z.output<typeof secondFactorsAnswer>

/** The second factors of the account, without anything secret, and whether this site requires two-step login. */
export const secondFactors = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, __, { user }) => ok({ ...(await secondFactorsOf(user)), required: isTwoStepRequired() }),
})

export async function secondFactorsOf({ id, twoStepAt }: Pick<User, 'id' | 'twoStepAt'>): Promise<SecondFactors> {
  const [found, setAside] = await Promise.all([passkeysOf(id), suspendedFactorsOf(id)])
  const passkeys = found.map(publicPasskey)
  const suspended = setAside.map(publicSuspendedFactor)
  // Passkeys also log in by themselves, so they are there while two-step login is off. Everything else is gone then.
  if (!twoStepAt) return { two_step: null, authenticator_app: null, passkeys, recovery_codes: null, suspended }
  const [app, codes] = await Promise.all([findApp(id), countRecoveryCodes(id)])
  return {
    two_step: twoStepAt.toISOString(),
    authenticator_app: app ? { since: app.setUpAt.toISOString() } : null,
    passkeys,
    recovery_codes: codes ? { left: codes.left, made_at: codes.madeAt.toISOString(), saved: codes.saved } : null,
    suspended,
  }
}
