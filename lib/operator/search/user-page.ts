import type { User } from '@/db/accounts/users'
import { onePage } from '@/lib/operator/paging'
import { type OperatorsUser, operatorsUser } from '@/lib/operator/users/find-user'
import { fail, ok, type Result } from '@/lib/result'

const GONE = 'is no longer part of this list. Search again from the beginning.'

/** The answer to a search. A page that cannot be found is never shown as an empty one, which would look like the end. */
export function pageOfUsers(
  found: User[] | 'gone' | 'too-slow',
  limit: number,
): Result<{ users: OperatorsUser[]; next: string | null }> {
  if (found === 'too-slow') return fail('narrow-search')
  if (found === 'gone') return fail('invalid-input', { after: [GONE] })
  return ok(onePage(found.map(operatorsUser), 'users', limit))
}
