import type { User } from '@/db/accounts/users'
import { latestEmails, latestResets, type ResetRow } from '@/db/operator/facts/diagnosis-facts'
import type { QueuedEmail } from '@/db/outbox/outbox'
import { emailState } from '@/lib/outbox/email-state'
import { type Finding, finding, RECENT_DAYS } from './finding'

/** What became of the last reset link, because people open the wrong one, too late or twice. */
export async function resetLinkFindings(user: User, now: Date): Promise<Finding[]> {
  const [[last, former], emails] = await Promise.all([
    latestResets(user.id, { days: RECENT_DAYS, limit: 2 }),
    latestEmails(user, ['reset-password'], RECENT_DAYS),
  ])
  if (!last) return []
  return [
    isUnsent(last, emails) ? finding('reset-link-unsent', { since: last.createdAt }) : findingOf(last, former, now),
  ]
}

/** The link is made before its email is handed over, which may not have worked yet. */
const isUnsent = ({ id, usedAt, replacedAt }: ResetRow, emails: QueuedEmail[]) =>
  !usedAt && !replacedAt && emails.some((email) => email.data.reset_id === id && isHere(email))

const isHere = (email: QueuedEmail) => ['queued', 'failed'].includes(emailState(email))

function findingOf({ createdAt, expiresAt, usedAt, replacedAt }: ResetRow, former: ResetRow | undefined, now: Date) {
  if (usedAt) return finding('reset-link-used', { since: usedAt })
  if (replacedAt) return finding('reset-link-canceled', { since: replacedAt })
  if (expiresAt <= now) return finding('reset-link-expired', { since: expiresAt })
  if (former?.replacedAt) return finding('reset-link-replaced', { since: former.replacedAt, until: expiresAt })
  return finding('reset-link-open', { since: createdAt, until: expiresAt })
}
