import type { User } from '@/db/accounts/users'
import type { Caller } from '@/lib/operation'
import type { Credential } from '@/lib/sessions/session-token'
import { loggedIn } from './logged-in'

/** A caller of operations, through the JSON API by default. */
export function aCaller(door: Caller['door'] = 'api'): Caller {
  return { door, requestId: 'test', ip: '203.0.113.9', userAgent: 'tests' }
}

/** A caller who is logged in to this account: with a cookie on the pages, with a bearer token in the API. */
export async function aCallerOf(
  user: User,
  door: Caller['door'] = 'api',
): Promise<Caller & { credential: Credential & { tokenHash: string } }> {
  return { ...aCaller(door), credential: await loggedIn(user, door) }
}
