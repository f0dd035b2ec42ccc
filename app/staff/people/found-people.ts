import { askedAsStaff } from '@/app/_http/staff/ask-as-staff'
import type { OperatorsUser } from '@/lib/operator/users/find-user'
import type { Result } from '@/lib/result'
import { type ListName, lists } from './states'

type Wanted = { text?: string; list?: ListName; after?: string }

const LIMIT = 25

/** One page of the accounts that were searched for, or of a list. */
export function foundPeople({
  text,
  list,
  after,
}: Wanted): Promise<Result<{ users: OperatorsUser[]; next: string | null }>> {
  if (text !== undefined) return askedAsStaff('users find', { text, after, limit: LIMIT })
  return askedAsStaff('users list', { ...(list && { [lists[list].option]: true }), after, limit: LIMIT })
}

/** The page after this one. Only IDs stand in its URL, and a search as it was sealed. */
export function nextPage(next: string, { s, list }: { s?: string; list?: ListName }): string {
  const params = new URLSearchParams({ ...(s ? { s } : list && { state: list }), after: next })
  return `/staff/people?${params}`
}
