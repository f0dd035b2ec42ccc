import type { User } from '@/db/accounts/users'
import type { Caller } from '@/lib/operation'
import type { Credential } from '@/lib/sessions/credential'
import { aCaller } from './a-caller'
import { loggedIn } from './logged-in'

/** A caller who is logged in to this account: by a cookie at the door of the pages, by a bearer token at the other. */
export async function aCallerOf(
  user: User,
  door: Caller['door'] = 'api',
): Promise<Caller & { credential: Credential & { tokenHash: string } }> {
  return { ...aCaller(door), credential: await loggedIn(user, door) }
}
