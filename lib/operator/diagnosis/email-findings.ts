import type { User } from '@/db/accounts/users'
import { latestEmails } from '@/db/operator/facts/diagnosis-facts'
import type { QueuedEmail } from '@/db/outbox/outbox'
import type { EmailKind } from '@/db/schema'
import { emailState } from '@/lib/outbox/email-state'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { operatorsEmail } from '../emails'
import { type Finding, finding, RECENT_DAYS } from './finding'
import type { FindingCode } from './findings'

/** The emails that people wait for in order to get in. In each list, only the newest email counts. */
const resets: EmailKind[] = ['reset-password']
const verifications: EmailKind[] = ['welcome', 'verify-email', 'confirm-registration']
const registrations: EmailKind[] = ['confirm-registration']
const changes: EmailKind[] = ['confirm-email']

/** Which of the emails that the owner may wait for did not arrive. */
export async function emailFindings(user: User): Promise<Finding[]> {
  const lists = user.emailVerifiedAt ? [resets, changes] : [resets, verifications, changes]
  const latest = await latestEmails(user, lists.flat(), RECENT_DAYS)
  // What was sent to a former email of the account says nothing about this one.
  const found = troublesIn(
    latest.filter((email) => changes.includes(email.kind) || isTo(user, email)),
    lists,
  )
  if (!user.emailUnreachableAt) return found
  // The account has given up on the email address, so what became of a single email adds only what the server said.
  const bounced = found.find(({ code }) => code === 'email-bounced')
  const others = found.filter(({ code }) => code !== 'email-bounced' && code !== 'email-failed')
  return [finding('email-unreachable', { since: user.emailUnreachableAt, mail: bounced?.mail }), ...others]
}

const isTo = ({ emailCanonical }: User, { recipient }: QueuedEmail) => canonicalEmail(recipient) === emailCanonical

/** Which of the emails to an email without an account did not arrive. Resets are not sent there. */
export async function strangersEmailFindings(
  emailCanonical: string,
  ofRegistration: QueuedEmail | null | undefined,
): Promise<Finding[]> {
  const lists = [registrations, changes]
  const queued = await latestEmails({ emailCanonical }, lists.flat(), RECENT_DAYS)
  return troublesIn(ofRegistration ? [...queued, ofRegistration] : queued, lists)
}

function troublesIn(latest: QueuedEmail[], lists: EmailKind[][]): Finding[] {
  return lists.flatMap((kinds) => {
    const ofKinds = latest.filter(({ kind }) => kinds.includes(kind))
    const [newest] = ofKinds.sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
    return newest ? troubleOf(newest) : []
  })
}

function troubleOf(email: QueuedEmail): Finding[] {
  const code = codeOf(email)
  return code ? [finding(code, { since: email.createdAt, mail: operatorsEmail(email) })] : []
}

function codeOf(email: QueuedEmail): FindingCode | undefined {
  const state = emailState(email)
  if (state === 'queued') return email.lastError ? 'email-failing' : 'email-queued'
  if (state === 'failed') return 'email-failed'
  if (state === 'bounced') return 'email-bounced'
  return state === 'complained' ? 'email-complained' : undefined
}
