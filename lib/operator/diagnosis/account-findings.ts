import type { User } from '@/db/accounts/users'
import { databaseTime } from '@/db/operator/facts/diagnosis-facts'
import { emailFindings } from './email-findings'
import { type Finding, finding, mostSeriousFirst } from './finding'
import { resetLinkFindings } from './reset-link-findings'
import { secondStepFindings } from './second-step-findings'
import { stateFindings } from './state-findings'
import { throttleFindings } from './throttle-findings'

/** Why the owner of this account cannot log in, the most serious reason first. */
export async function accountFindings(user: User): Promise<Finding[]> {
  const now = await databaseTime()
  const found = await Promise.all([
    stateFindings(user, now),
    throttleFindings(user),
    secondStepFindings(user),
    emailFindings(user),
    resetLinkFindings(user, now),
  ])
  const reasons = found.flat()
  // An unverified email keeps nobody from logging in, so it is no answer to the question.
  const isAnswered = reasons.some(({ code }) => code !== 'email-unverified')
  return mostSeriousFirst(isAnswered ? reasons : [finding('nothing-found'), ...reasons])
}
