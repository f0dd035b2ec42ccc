import type * as z from 'zod/mini'
import type { User } from '@/db/accounts/users'
import type { FoundSession } from '@/db/sessions/sessions'
import type { Input } from '@/lib/input-schema'
import type { Caller, Declared, Operation } from '@/lib/operation'
import { type FieldErrors, fail, ok, type Result } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'
import { confirm, type GivenProof, isAlreadyConfirmed, missingProof } from './confirm'

/** All confirmed operations share this limit. It counts per session, so a stolen session cannot use up the owner's attempts. */
const attempts = limitFailures('current-password', [perSession(10, '15m')])

type Confirmed = z.ZodMiniType<GivenProof>
type Declaration<S extends Confirmed, T> = {
  input: Input<S>
  alsoCheck?: (raw: unknown) => FieldErrors
  /** Field errors that only the account can show. They come before the password is checked, so they are no failed attempt. */
  checkFor?: (user: User, input: z.output<S>) => FieldErrors
  /** Asks even right after a login. */
  evenIfFresh?: boolean
  run: (input: z.output<S>, caller: Caller, session: FoundSession) => Promise<Result<T>>
}

/**
 * An operation that runs only after the account owner has confirmed that it is them: with the password, with two-step login
 * also with a code of the authenticator app, or with what `confirmOwner` returned before. This is the only way to ask for it
 * again, so that every risky change asks for the same. Refuses with `wrong-password` or `wrong-code`. If something is missing,
 * it refuses with `confirmation-required`, or without two-step login with `invalid-input`.
 */
export function confirmedOperation<S extends Confirmed, T>({
  input,
  alsoCheck,
  checkFor,
  evenIfFresh = false,
  run,
}: Declaration<S, T>): Operation<T> & Declared {
  const confirmed = loggedInOperation({
    input,
    alsoCheck: (raw, session) => ({ ...alsoCheck?.(raw), ...(evenIfFresh && plainlyMissing(raw, session)) }),
    throttle: attempts,
    run: async (given, caller, session) => {
      // A page may leave it out while the session is fresh; an API client, whose token may have been copied, never.
      const confirmed = await isAlreadyConfirmed(session, given, !evenIfFresh && caller.door === 'browser')
      const errors = checkFor?.(session.user, given) ?? {}
      if (Object.keys(errors).length > 0) {
        return fail('invalid-input', { ...(confirmed ? {} : missingProof(session, given)), ...errors })
      }
      const proof = confirmed ? ok({}) : await confirm(session, given, caller)
      return proof.ok ? run(given, caller, session) : proof
    },
  })
  return Object.assign(confirmed, { confirms: true })
}

/** Said together with the errors of other fields, so that a person who left several empty learns it at once. */
function plainlyMissing(raw: unknown, session: FoundSession): FieldErrors {
  const given: GivenProof = { ...(raw as GivenProof) }
  return given.confirmation === undefined ? missingProof(session, given) : {}
}
