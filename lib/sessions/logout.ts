import { endSession } from '@/db/sessions/revoke-sessions'
import { type Caller, logCall, originOf } from '@/lib/operation'
import { type Credential, hashSessionToken } from './session-token'

/** Ends the session itself, not only the browser's copy of its token; false if there was none. */
export async function logout({ token, kind }: Credential, caller: Caller): Promise<boolean> {
  const user = await endSession(hashSessionToken(token), kind, originOf(caller))
  if (user) logCall(caller, { event: 'logout', user })
  return user !== undefined
}
