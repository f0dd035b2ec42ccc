import { endSession } from '@/db/sessions'
import { log } from '@/lib/log'
import type { Caller } from '@/lib/operation'
import type { Credential } from './current-user'
import { hashSessionToken } from './token'

/** Ends the session itself, not only the browser's copy of its token; false when there was none. */
export async function logout({ token, kind }: Credential, caller: Caller): Promise<boolean> {
  const user = await endSession(hashSessionToken(token), kind, { ip: caller.ip, userAgent: caller.userAgent })
  if (user) log().info({ event: 'logout', user, request: caller.requestId, ip: caller.ip })
  return user !== undefined
}
