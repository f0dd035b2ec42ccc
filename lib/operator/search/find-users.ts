import * as z from 'zod/mini'
import { recordActAlone } from '@/db/operator/acts'
import { findExactly, findUsers } from '@/db/operator/user-directory'
import { userStates } from '@/db/operator/user-states'
import { text } from '@/lib/accounts/text'
import { command } from '@/lib/operator/command'
import { paging } from '@/lib/operator/paging'
import { fail } from '@/lib/result'
import { NOT_WITH_BEGINNING } from './list-users'
import { readSearch } from './read-search'
import { pageOfUsers } from './user-page'

const SEARCHED = 'must be an ID, an email, a phone number, or the beginning of an email or name'
const searched = text(SEARCHED, z.trim(), z.minLength(1, SEARCHED), z.maxLength(254, SEARCHED))

/**
 * Finds accounts by whatever the text looks like. Those with exactly that ID, email or phone number come alone. Otherwise `next` is
 * the value of `after` for the following page. The act tells what kind of text it was and how many were found, and never the text.
 */
export const findUsersByText = command(
  {
    name: 'users find',
    right: 'support',
    input: z.object({
      ...paging,
      text: searched.check(z.regex(/^[^\p{Cc}\p{Cs}]*$/u, SEARCHED)),
      state: z.optional(z.enum(userStates)),
    }),
  },
  async ({ text, state, after, limit }, act) => {
    const { kind, exact, beginning } = readSearch(text)
    act.facts = { kind, ...(state && { state }) }
    if (state && !exact) return fail('invalid-input', { state: [NOT_WITH_BEGINNING] })
    // A further page is never that of an exact hit.
    const hits = exact && after === undefined ? await findExactly(exact, state) : []
    const page =
      hits === 'too-slow' || hits.length > 0 || state || !beginning
        ? pageOfUsers(hits, hits.length)
        : pageOfUsers(await findUsers({ ...beginning, after, limit: limit + 1 }), limit)
    if (page.ok) await recordActAlone(act, { found: page.value.users.length, more: page.value.next !== null })
    return page
  },
)
