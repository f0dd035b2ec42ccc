import * as z from 'zod/mini'
import { findActs } from '@/db/operator/acts'
import { findAnyUser } from '@/db/operator/user-directory'
import { findMembers } from '@/db/staff/members'
import { command } from '@/lib/operator/command'
import { onePage, paging } from '@/lib/operator/paging'
import { barredFrom, namedUser } from '@/lib/operator/users/find-user'
import { fail, ok } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { idOf, type OperatorsAct, operatorsAct } from './list-acts'

/** An act with the name of the member of staff who did it; null at the command line, and for a former member. */
export type ActOnUser = OperatorsAct & { member: { first_name: string; last_name: string } | null }

/** Acts that only looked at an account. */
const LOOKS = ['users show', 'users diagnose', 'mail list', 'mail show']

/**
 * What operators did with one account, newest first, also after it was deleted. `only_changes` leaves out the looks, of which there
 * are many.
 */
export const actsOnUser = command(
  {
    name: 'users acts',
    right: 'support',
    record: false,
    input: z.extend(namedUser, { ...paging, only_changes: z.optional(z.literal(true)) }),
  },
  async ({ user: called, after, limit, only_changes }, act) => {
    const userId = await idOf(called)
    if (!userId) return fail('not-found')
    const user = await findAnyUser({ id: userId })
    const barred = user && (await barredFrom(user, act, { looks: true }))
    if (barred) return barred
    const without = only_changes ? LOOKS : undefined
    const page = onePage(
      (await findActs({ userId, without, after, limit: limit + 1 })).map(operatorsAct),
      'acts',
      limit,
    )
    return ok({ ...page, acts: await withMembers(page.acts) })
  },
)

async function withMembers(acts: OperatorsAct[]): Promise<ActOnUser[]> {
  const ids = acts.filter(({ via }) => via === 'console').map(({ operator }) => operator)
  const members = ids.length > 0 ? await findMembers([...new Set(ids)].filter(isId)) : []
  return acts.map((act) => {
    const member = act.via === 'console' ? members.find(({ id }) => id === act.operator) : undefined
    return { ...act, member: member ? { first_name: member.firstName, last_name: member.lastName } : null }
  })
}
