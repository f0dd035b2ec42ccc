import * as z from 'zod/mini'
import { type ActRow, findActs } from '@/db/operator/acts'
import { actSources } from '@/db/operator/tables'
import { text } from '@/lib/accounts/text'
import { command } from '@/lib/operator/command'
import { isDay, isTimeZone, startOfDay } from '@/lib/operator/days'
import { onePage, paging } from '@/lib/operator/paging'
import { findByName } from '@/lib/operator/users/find-user'
import { fail, ok } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'

/** An act as operators see it; times are ISO 8601. */
export type OperatorsAct = ReturnType<typeof operatorsAct>

export function operatorsAct({ id, at, via, operator, act, userId, reason, facts, refused }: ActRow) {
  return {
    id,
    at: at.toISOString(),
    via,
    operator,
    act,
    user_id: userId,
    reason,
    outcome: refused === null ? 'done' : 'refused',
    code: refused,
    facts,
  }
}

const day = text(undefined, z.refine(isDay, 'must be a day, such as 2026-11-30'))
const timeZone = text(undefined, z.refine(isTimeZone, 'must be the name of a time zone, such as Europe/Berlin'))

/** What operators did, newest first. `user` may be the ID of an account that was deleted; `from` and `to` are days in `zone`. */
export const listActs = command(
  {
    name: 'acts list',
    right: 'admin',
    record: false,
    input: z.object({
      ...paging,
      user: z.optional(z.string()),
      act: z.optional(z.string()),
      by: z.optional(z.string()),
      via: z.optional(z.enum(actSources, 'must be cli or console')),
      from: z.optional(day),
      to: z.optional(day),
      zone: z._default(timeZone, 'UTC'),
    }),
  },
  async ({ user: called, by: operator, from, to, zone, limit, ...rest }) => {
    const userId = called === undefined ? undefined : await idOf(called)
    if (called !== undefined && !userId) return fail('not-found')
    const days = {
      from: from === undefined ? undefined : startOfDay(from, zone),
      to: to === undefined ? undefined : startOfDay(to, zone, 1),
    }
    const found = await findActs({ ...rest, ...days, userId, operator, limit: limit + 1 })
    return ok({ ...onePage(found.map(operatorsAct), 'acts', limit), zone })
  },
)

/** The ID of an account: acts outlive it, and it is then known by that alone. */
export async function idOf(called: string): Promise<string | undefined> {
  return (await findByName(called))?.id ?? (isId(called) ? called : undefined)
}
