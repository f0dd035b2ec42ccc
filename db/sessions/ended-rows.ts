import { and, inArray, is, isNull, ne, or, SQL } from 'drizzle-orm'
import { pendingLogins } from '@/db/factors/tables'
import { consents, providerRecords } from '@/db/provider/login-tables'
import { sessions, users } from '@/db/schema'
import { withoutTwoStep } from '@/db/staff/suspend'
import { staff } from '@/db/staff/tables'
import {
  type Cause,
  type EndOfAll,
  type EndOfOthers,
  type EndOfSome,
  forgetsBrowsers,
  suspendsStaff,
} from './end-causes'

export type Ending =
  | [which: SQL, cause: EndOfSome]
  | [which: { allOf: string | string[] }, cause: EndOfAll]
  | [which: { allOf: string; except: string }, cause: EndOfOthers]
type Which = Ending[0]

/** Conditions on the rows of six tables. */
export type Rows = { ended: SQL; records?: SQL; allowed?: SQL; pending?: SQL; distrusted?: SQL; suspended?: SQL }

export function rowsOf(which: Which, cause: Cause): Rows {
  if (is(which, SQL)) return { ended: which }
  const whose = [which.allOf].flat()
  const [ended, records] = [inArray(sessions.userId, whose), inArray(providerRecords.userId, whose)]
  // A login that still waits for its second step would be a session in a moment.
  const pending = inArray(pendingLogins.userId, whose)
  const distrusted = forgetsBrowsers[cause] ? inArray(users.id, whose) : undefined
  if (!('except' in which)) {
    const suspended = isSuspendedBy(cause, whose)
    return { ended, records, pending, distrusted, suspended, allowed: inArray(consents.userId, whose) }
  }
  const isAnothers = or(isNull(providerRecords.sessionId), ne(providerRecords.sessionId, which.except))
  return { ended: and(ended, ne(sessions.id, which.except))!, records: and(records, isAnothers), pending, distrusted }
}

function isSuspendedBy(cause: Cause, whose: string[]): SQL | undefined {
  const when = suspendsStaff[cause]
  if (!when) return undefined
  const members = inArray(staff.userId, whose)
  return when === 'always' ? members : and(members, withoutTwoStep)
}
