import * as z from 'zod/mini'
import { beginSetUp } from '@/db/factors/authenticator-apps'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmationFields } from '@/lib/confirmation/schema'
import { sealSecret } from '@/lib/factors/codes/app-secret'
import { appUri, newSecret } from '@/lib/factors/codes/totp'
import { fail, ok } from '@/lib/result'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { factorChanges } from '@/lib/two-step/factor-changes'

const SET_UP_MINUTES = 30

/**
 * Begins to set up an authenticator app: makes its secret. Until a code shows that the new app has it, nothing else changes and
 * a previous app still works. Refuses with `email-unverified`.
 */
export const beginAuthenticatorApp = confirmedOperation({
  input: z.object(confirmationFields),
  whileRequired: true,
  run: async (_, caller, session) => {
    const { id: sessionId, user } = session
    // Someone who registered with another person's email would otherwise keep a way to lock out its owner.
    if (!user.emailVerifiedAt) return fail('email-unverified')
    const tooMany = await refuseBeyond(factorChanges, { caller, session })
    if (tooMany) return tooMany
    const secret = newSecret()
    const setUp = { userId: user.id, sessionId, sealed: sealSecret(user.id, secret), minutes: SET_UP_MINUTES }
    if (!(await beginSetUp(setUp))) return fail('unauthenticated')
    return ok({ secret, uri: appUri(secret, user.email), expires_in: SET_UP_MINUTES * 60 })
  },
})
