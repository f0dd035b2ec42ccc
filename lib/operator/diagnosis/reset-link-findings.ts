import type { User } from '@/db/accounts/users'
import { latestResets, type ResetRow } from '@/db/operator/diagnosis-facts'
import { type Finding, finding } from './finding'
import { RECENT_DAYS } from './recent-days'

/** What became of the last reset link, because people open the wrong one, too late or twice. */
export async function resetLinkFindings({ id }: User, now: Date): Promise<Finding[]> {
  const [last, former] = await latestResets(id, { days: RECENT_DAYS, limit: 2 })
  return last ? [findingOf(last, former, now)] : []
}

function findingOf({ createdAt, expiresAt, usedAt, replacedAt }: ResetRow, former: ResetRow | undefined, now: Date) {
  if (usedAt) return finding('reset-link-used', { since: usedAt })
  if (replacedAt) return finding('reset-link-canceled', { since: replacedAt })
  if (expiresAt <= now) return finding('reset-link-expired', { since: expiresAt })
  if (former?.replacedAt) return finding('reset-link-replaced', { since: former.replacedAt, until: expiresAt })
  return finding('reset-link-open', { since: createdAt, until: expiresAt })
}
