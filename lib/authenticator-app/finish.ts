import { finishSetUp } from '@/db/factors/two-step'
import { confirmationRequired } from '@/lib/confirmation/missing-proof'
import { newRecoveryCodes } from '@/lib/factors/codes/recovery-code'
import { checkCode } from '@/lib/factors/codes/totp'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'
import { finishAuthenticatorAppInput } from './schema'
import { openSetUp } from './set-up'
import { wrongSetUpCode } from './wrong-set-up-code'

/** `recovery_codes`: only with the first app, which turns on two-step login. */
type Finished = { message: string; recovery_codes?: string[] }

/**
 * Activates an authenticator app once a code shows that it has the secret. Refuses with `wrong-code` or `set-up-expired`.
 * Beginning needed the owner's confirmation, and only the session that began can finish. A page shows the secret again, so there
 * a setup that was left alone is finished only after another confirmation: `confirmation-required`.
 */
export const finishAuthenticatorApp = loggedInOperation({
  input: finishAuthenticatorAppInput,
  whileRequired: true,
  throttle: limitFailures('set-up-code', [perSession(10, '15m')]),
  run: async ({ code }, caller, { id: sessionId, user, fresh }): Promise<Result<Finished>> => {
    if (!fresh && caller.credential?.kind === 'browser') return confirmationRequired(user)
    const setUp = await openSetUp(sessionId, user.id)
    if (!setUp) return fail('set-up-expired')
    const checked = checkCode(setUp.secret, code, setUp.now)
    if (typeof checked === 'string') return wrongSetUpCode(setUp.secret, code, setUp.now)

    const { codes, hashes } = newRecoveryCodes(user.id)
    const finish = { userId: user.id, sessionId, setUpId: setUp.id, timeStep: checked.timeStep, codeHashes: hashes }
    const finished = await finishSetUp(finish, originOf(caller))
    if (!finished) return fail('set-up-expired')
    if (finished === 'replaced') {
      logCall(caller, { event: 'authenticator-app-replaced', user: user.id })
      return ok({ message: 'Your new authenticator app is set up.' })
    }
    logCall(caller, { event: 'two-step-on', user: user.id })
    return ok({ message: 'Two-step login is on.', recovery_codes: codes })
  },
})
