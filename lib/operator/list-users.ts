import * as z from 'zod/mini'
import { findUsers as pageOf } from '@/db/operator/user-directory'
import { ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { command } from './command'
import { operatorsUser } from './find-user'

const HOW_MANY = 'must be a number from 1 to 1000'

/** The length of a page, and where it begins: after the row with that ID. */
export const paging = {
  limit: z._default(z.coerce.number(HOW_MANY).check(z.int(HOW_MANY), z.gte(1, HOW_MANY), z.lte(1000, HOW_MANY)), 50),
  after: z.optional(z.guid('must be the ID that the previous page ended with')),
}
const only = z.optional(z.literal(true))

/** `next` is the value of `after` for the following page; null after the last page. */
export const listUsers = command(
  {
    name: 'users list',
    right: 'support',
    record: false,
    input: z.object({
      ...paging,
      email_begins: z.optional(z.string()),
      disabled: only,
      unverified: only,
      locked: only,
      contested: only,
      two_step: only,
      without_two_step: only,
    }),
  },
  async ({ email_begins, limit, two_step: twoStep, without_two_step: withoutTwoStep, ...rest }) => {
    const emailBegins = email_begins === undefined ? undefined : canonicalEmail(email_begins)
    const found = await pageOf({ ...rest, twoStep, withoutTwoStep, emailBegins, limit: limit + 1 })
    return ok(onePage(found.map(operatorsUser), 'users', limit))
  },
)

/** The rows of one page. One more was requested, to see whether another page follows. */
export function onePage<T extends { id: string }, N extends string>(found: T[], name: N, limit: number) {
  const rows = found.slice(0, limit)
  const next = found.length > limit ? rows.at(-1)!.id : null
  return { [name]: rows, next } as Record<N, T[]> & { next: string | null }
}
