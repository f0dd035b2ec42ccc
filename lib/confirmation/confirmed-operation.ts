import type * as z from 'zod/mini'
import type { User } from '@/db/accounts/users'
import { confirmSession, type FoundSession } from '@/db/sessions/sessions'
import type { Input } from '@/lib/input-schema'
import type { Caller, Declared, Operation } from '@/lib/operation'
import { verifyPassword } from '@/lib/passwords/verify-password'
import { type Failure, type FieldErrors, fail, type Result } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perSession } from '@/lib/throttle/budgets'
import { limitFailures } from '@/lib/throttle/throttle'

/** All confirmed operations share this limit. It counts per session, so a stolen session cannot use up the owner's attempts. */
const attempts = limitFailures('current-password', [perSession(10, '15m')])

type Confirmed = z.ZodMiniType<{ current_password?: string }>
type Declaration<S extends Confirmed, T> = {
  input: Input<S>
  alsoCheck?: (raw: unknown) => FieldErrors
  /** Field errors that only the account can show. They come before the password is checked, so they are no failed attempt. */
  checkFor?: (user: User, input: z.output<S>) => FieldErrors
  run: (input: z.output<S>, caller: Caller, session: FoundSession) => Promise<Result<T>>
}

/**
 * An operation that runs only after the account owner has confirmed that it is them, with the password. This is the only way
 * to ask for it again, so that every risky change asks for the same. Refuses with `wrong-password`, or with `invalid-input` if
 * a required password is missing.
 */
export function confirmedOperation<S extends Confirmed, T>({
  input,
  alsoCheck,
  checkFor,
  run,
}: Declaration<S, T>): Operation<T> & Declared {
  return loggedInOperation({
    input,
    alsoCheck,
    throttle: attempts,
    run: async (given, caller, session) => {
      const { current_password } = given
      const errors = checkFor?.(session.user, given) ?? {}
      if (Object.keys(errors).length > 0) {
        return fail('invalid-input', { ...missingPassword(session, current_password, caller), ...errors })
      }
      return (await confirm(session, current_password, caller)) ?? run(given, caller, session)
    },
  })
}

async function confirm(
  session: FoundSession,
  password: string | undefined,
  caller: Caller,
): Promise<Failure | undefined> {
  if (password === undefined) {
    const missing = missingPassword(session, password, caller)
    return missing.current_password && fail('invalid-input', missing)
  }
  const { id, user } = session
  const { valid } = await verifyPassword(password, user.passwordHash)
  if (!valid) return fail('wrong-password', { current_password: ['This is not your current password.'] })
  await confirmSession({ sessionId: id, userId: user.id }, {})
  return undefined
}

/** The error for a current password that is required but missing. A page may omit it while the session is fresh; an API client, whose token may have been copied, never. */
function missingPassword({ fresh }: FoundSession, password: string | undefined, { door }: Caller): FieldErrors {
  if (password !== undefined || (fresh && door === 'browser')) return {}
  return { current_password: ['Enter your current password.'] }
}
