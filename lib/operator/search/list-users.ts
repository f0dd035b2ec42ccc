import * as z from 'zod/mini'
import { recordActAlone } from '@/db/operator/acts'
import { findUsers } from '@/db/operator/user-directory'
import type { UserState } from '@/db/operator/user-states'
import { command } from '@/lib/operator/command'
import { paging } from '@/lib/operator/paging'
import { fail } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { pageOfUsers } from './user-page'

const only = z.optional(z.literal(true))
const states = {
  disabled: 'disabled',
  unverified: 'unverified',
  locked: 'locked',
  contested: 'contested',
  unreachable: 'unreachable',
  to_be_deleted: 'to-be-deleted',
  two_step: 'two-step',
  without_two_step: 'without-two-step',
} as const satisfies Record<string, UserState>
type Flag = keyof typeof states

/** Whoever combined them would wait until the database has read all accounts in the larger of two groups. */
const ONE_STATE = 'can’t be combined with another state. List one state at a time.'
export const NOT_WITH_BEGINNING = 'can’t be combined with the beginning of an email or name. Leave out one of them.'

/** `next` is the value of `after` for the following page; null after the last page. A list shows people, so that it leaves an act. */
export const listUsers = command(
  {
    name: 'users list',
    right: 'support',
    input: z.object({
      ...paging,
      email_begins: z.optional(z.string()),
      disabled: only,
      unverified: only,
      locked: only,
      contested: only,
      unreachable: only,
      to_be_deleted: only,
      two_step: only,
      without_two_step: only,
    }),
  },
  async ({ email_begins, limit, after, ...only }, act) => {
    const [flag, another] = (Object.keys(states) as Flag[]).filter((each) => only[each])
    const state = flag && states[flag]
    if (email_begins !== undefined && flag) return fail('invalid-input', { [flag]: [NOT_WITH_BEGINNING] })
    if (another) return fail('invalid-input', { [another]: [ONE_STATE] })
    const which = email_begins === undefined ? { state } : { emailBegins: canonicalEmail(email_begins) }
    act.facts = email_begins === undefined ? { ...(state && { state }) } : { kind: 'email-begins' }
    const page = pageOfUsers(await findUsers({ ...which, after, limit: limit + 1 }), limit)
    if (page.ok) await recordActAlone(act, { found: page.value.users.length, more: page.value.next !== null })
    return page
  },
)
