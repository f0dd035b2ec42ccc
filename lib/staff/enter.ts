import * as z from 'zod/mini'
import { type Act, recordRefusedAct } from '@/db/operator/acts'
import { enterConsole } from '@/db/staff/staff-session'
import { confirmedOperation } from '@/lib/confirmation/confirmed-operation'
import { confirmOwnerInput } from '@/lib/confirmation/schema'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { hashSessionToken, newSessionToken } from '@/lib/sessions/session-token'
import { currentStaff, isFactorRequired } from './staff-session'

const entering = confirmedOperation({
  input: () => z.object(confirmOwnerInput.shape),
  evenIfFresh: true,
  run: async ({ credential }, caller, { id, user }) => {
    if (caller.door !== 'browser' || !caller.credential) return fail('not-found')
    const { token, tokenHash } = newSessionToken()
    // What the session has shown before does not count: in one that began with a passkey, a thief would need only the password.
    const lacksFactor = credential === undefined && user.twoStepAt === null && isFactorRequired()
    const formerHash = hashSessionToken(caller.credential.token)
    const entry = { sessionId: id, userId: user.id, formerHash, tokenHash, lacksFactor }
    const entered = await enterConsole(entry, actOf(user), originOf(caller))
    if (entered !== 'entered') return fail(refusals[entered])
    logCall(caller, { event: 'console.entered', user: user.id })
    return ok({ token })
  },
})

/**
 * Opens the console in the session of a member of staff, who shows again that it is them: with a passkey, or the password and, with
 * two-step login, a code. What they confirmed before does not count, nor does a trusted browser or a recovery code. Returns the
 * session's new token. Refuses with `not-found` for everybody else, and with `second-factor-setup-required` for a member who has no
 * second factor although STAFF_FACTOR demands one.
 A refused member leaves
 * an act, too.
 */
export const enterStaff: typeof entering = Object.assign(
  async (raw: unknown, caller: Caller) => {
    // Read before, because whoever enters has another token afterwards.
    const member = await currentStaff(caller.credential).catch(() => undefined)
    const result = await entering(raw, caller)
    if (!result.ok && member && result.code !== 'unavailable') await recordRefusedAct(actOf(member.user), result.code)
    return result
  },
  { ...entering },
)

const refusals = {
  'no-staff': 'not-found',
  'no-factor': 'second-factor-setup-required',
  ended: 'unauthenticated',
} as const

const actOf = ({ id }: { id: string }): Act => ({
  name: 'console enter',
  via: 'console',
  operator: id,
  userId: id,
  reason: null,
  facts: {},
})
