import type { User } from '@/db/accounts/users'
import type { Caller } from '@/lib/operation'
import type { Credential } from '@/lib/sessions/session-token'
import { loggedIn } from './logged-in'

/** A caller of operations, by the JSON door unless told otherwise. */
export function aCaller(door: Caller['door'] = 'api'): Caller {
  return { door, requestId: 'test', ip: '203.0.113.9', userAgent: 'tests' }
}

/** A caller who is logged in to this account: by a cookie at the door of the pages, by a bearer token at the other. */
export async function aCallerOf(
  user: User,
  door: Caller['door'] = 'api',
): Promise<Caller & { credential: Credential & { tokenHash: string } }> {
  return { ...aCaller(door), credential: await loggedIn(user, door) }
}
