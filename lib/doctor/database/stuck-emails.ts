import type { OutboxFacts } from '@/db/operator/outbox-counts'
import { counted, type Finding, fine, hint, warning } from '@/lib/doctor/finding'

/** Until then a mail is tried again and again without anybody having to look. */
const LONG_SECONDS = 15 * 60
const SHOW = 'npx rekey mail list; once the server takes mail again: npx rekey mail retry --failed'

/** What waits to be sent, and what was given up. */
export function judgeStuckEmails(facts: OutboxFacts | undefined): Finding[] {
  if (!facts) return []
  const { queued, oldestSeconds, failedLately, bouncedLately, lastFault } = facts
  const reason = lastFault ? ` The last reason: ${lastFault}.` : ''
  const findings: Finding[] = []
  if (failedLately > 0) {
    findings.push(
      warning(
        'outbox.failed',
        `In the last week ${counted(failedLately, 'mail was', 'mails were')} given up.${reason}`,
        SHOW,
      ),
    )
  }
  if (oldestSeconds > LONG_SECONDS) {
    const says = `${counted(queued, 'mail waits', 'mails wait')}, the oldest for ${Math.round(oldestSeconds / 60)} minutes.${reason}`
    findings.push(warning('outbox.waiting', says, SHOW))
  }
  if (bouncedLately > 0) {
    const says = `In the last week ${counted(bouncedLately, 'mail came', 'mails came')} back.`
    findings.push(
      hint(
        'outbox.bounced',
        says,
        'npx rekey mail list --state bounced shows why; where nobody has the address, its owner is told on the account pages',
      ),
    )
  }
  return findings.length > 0 ? findings : [fine('outbox', 'No mail is stuck.')]
}
