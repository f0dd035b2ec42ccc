import type * as z from 'zod/mini'
import type { User } from '@/db/accounts/users'
import type { FoundSession } from '@/db/sessions/sessions'
import { isStaff } from '@/db/staff/members'
import type { Input } from '@/lib/input-schema'
import { type Caller, type Declared, limited, type Operation } from '@/lib/operation'
import { type FieldErrors, fail, ok, type Result } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'
import { confirm, isAlreadyConfirmed } from './confirm'
import type { GivenProof } from './given-proof'
import { missingProof } from './missing-proof'

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
  /** Runs even if the operator requires two-step login and the account does not have it yet. */
  whileRequired?: boolean
  run: (input: z.output<S>, caller: Caller, session: FoundSession) => Promise<Result<T>>
}

/**
 * An operation that runs only after the account owner has confirmed that it is them: with a passkey, with the password and, with
 * two-step login, a code of the authenticator app, or with what `confirmOwner` returned before. This is the only way to ask for it
 * again, so that every risky change asks for the same. Refuses with `wrong-password`, `wrong-code`, `passkey-refused`,
 * `passkey-unknown` or `passkey-removed`. If something is missing, it refuses with `confirmation-required`, or without two-step login with
 * `invalid-input`.
 */
export function confirmedOperation<S extends Confirmed, T>(declared: Declaration<S, T>): Operation<T> & Declared {
  const { input, alsoCheck, evenIfFresh = false, whileRequired } = declared
  const confirmed = loggedInOperation({
    input,
    whileRequired,
    alsoCheck: async (raw, session) => ({
      ...alsoCheck?.(raw),
      ...(evenIfFresh && (await plainlyMissing(raw, session))),
    }),
    run: (given, caller, session) => {
      const work = () => runConfirmed(declared, given, caller, session)
      // A passkey cannot be guessed and has a limit of its own, so it still confirms once the attempts at the password are used up.
      return given.credential ? work() : limited(attempts, { caller, session }, work)
    },
  })
  return Object.assign(confirmed, { confirms: true, throttled: true })
}

async function runConfirmed<S extends Confirmed, T>(
  { checkFor, evenIfFresh = false, run }: Declaration<S, T>,
  given: z.output<S>,
  caller: Caller,
  session: FoundSession,
): Promise<Result<T>> {
  // A page may leave it out while the session is fresh; an API client, whose token may have been copied, never.
  const mayBeFresh = !evenIfFresh && caller.door === 'browser' && session.fresh && (await countsAsFresh(session))
  const confirmed = await isAlreadyConfirmed(session, given, mayBeFresh)
  const errors = checkFor?.(session.user, given) ?? {}
  if (Object.keys(errors).length > 0) {
    return fail('invalid-input', { ...(confirmed ? {} : await missingProof(session, given)), ...errors })
  }
  const proof = confirmed ? ok({}) : await confirm(session, given, caller)
  return proof.ok ? run(given, caller, session) : proof
}

/**
 * Staff confirm each risky change, however lately they logged in: with a copy of a fresh session, a thief could add a factor and enter
 * the console with it. Only who logged in with a recovery code has nothing else to confirm with, and sets up a new app.
 */
async function countsAsFresh({ amr, user }: FoundSession): Promise<boolean> {
  return amr === 'pwd rc' || !(await isStaff(user.id))
}

/** Said together with the errors of other fields, so that a person who left several empty learns it at once. */
async function plainlyMissing(raw: unknown, session: FoundSession): Promise<FieldErrors> {
  const given: GivenProof = { ...(raw as GivenProof) }
  return given.confirmation === undefined ? missingProof(session, given) : {}
}
