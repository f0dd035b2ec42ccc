import type { SecondStep } from '@/db/factors/logins/second-step'
import { confirmSession } from '@/db/sessions/confirm-session'
import type { FoundSession } from '@/db/sessions/sessions'
import { type Caller, originOf } from '@/lib/operation'

/** Makes the session fresh. The step is used up in the same transaction, so of two requests with it only one is confirmed. */
export function noteConfirmation({ id, user }: FoundSession, caller: Caller, step?: SecondStep): Promise<boolean> {
  return confirmSession({ sessionId: id, userId: user.id, step }, originOf(caller))
}
