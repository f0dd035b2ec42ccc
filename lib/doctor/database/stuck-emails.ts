import type { OutboxFacts } from '@/db/operator/facts/outbox-counts'
import { counted, type Finding, fine, hint, warning } from '@/lib/doctor/finding'

/** Until then an email is retried without anybody having to do something. */
const LONG_SECONDS = 15 * 60
const FAILED =
  'Run npx rekey mail list --state failed. If they should still be sent, once the mail server works: npx rekey mail retry --failed'
const WAITING =
  'Run npx rekey mail list. Rekey tries each again by itself; to send one at once: npx rekey mail retry <id>'

/** Reports the emails that are waiting, failed or bounced. */
export function judgeStuckEmails(facts: OutboxFacts | undefined): Finding[] {
  if (!facts) return []
  const { queued, retried, oldestSeconds, failedLately, bouncedLately, lastFault } = facts
  const reason = lastFault ? ` Last error: ${lastFault}.` : ''
  const findings: Finding[] = []
  if (failedLately > 0) {
    findings.push(
      warning(
        'outbox.failed',
        `${counted(failedLately, 'email', 'emails')} failed for good in the last week.${reason}`,
        FAILED,
      ),
    )
  }
  if (oldestSeconds > LONG_SECONDS) {
    const says = `${counted(queued, 'email is', 'emails are')} waiting, the oldest for ${Math.round(oldestSeconds / 60)} minutes.${reason}`
    findings.push(warning('outbox.waiting', says, WAITING))
  } else if (retried > 0) {
    const says = `${counted(retried, 'email', 'emails')} could not be sent yet, and ${retried === 1 ? 'is' : 'are'} tried again.${reason}`
    findings.push(hint('outbox.retried', says, WAITING))
  }
  if (bouncedLately > 0) {
    const says = `${counted(bouncedLately, 'email', 'emails')} bounced in the last week.`
    findings.push(
      hint(
        'outbox.bounced',
        says,
        'Run npx rekey mail list --state bounced to see why. The account owner sees a notice on the account pages',
      ),
    )
  }
  return findings.length > 0 ? findings : [fine('outbox', 'No email is stuck.')]
}
