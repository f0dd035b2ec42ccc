import { databaseTime, findFormerOwner, findPendingRegistration } from '@/db/operator/facts/diagnosis-facts'
import { strangersEmailFindings } from './email-findings'
import { type Finding, finding, mostSeriousFirst } from './finding'

/** Why nobody can log in with an email that no account has. */
export async function strangerFindings(emailCanonical: string): Promise<Finding[]> {
  const [now, pending, formerOwner] = await Promise.all([
    databaseTime(),
    findPendingRegistration(emailCanonical),
    findFormerOwner(emailCanonical),
  ])
  const reasons = [
    pending && pending.expiresAt > now && finding('registration-unverified', { until: pending.expiresAt }),
    pending && pending.expiresAt <= now && finding('registration-expired', { since: pending.expiresAt }),
    formerOwner && finding('email-moved', { since: formerOwner.since, user_id: formerOwner.userId }),
  ].filter((each) => !!each)
  const emails = await strangersEmailFindings(emailCanonical, pending?.email)
  return mostSeriousFirst([...(reasons.length > 0 ? reasons : [finding('email-unknown')]), ...emails])
}
