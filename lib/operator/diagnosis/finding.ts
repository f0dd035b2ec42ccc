import type { SecondStepMethod } from '@/lib/factors/methods'
import type { OperatorsEmail } from '../emails'
import { type FindingCode, findings, type Mend } from './findings'

/** What happened to emails and links before that is no reason why somebody cannot log in today. */
export const RECENT_DAYS = 7

/** One reason why somebody cannot log in, and the commands that mend it. Times are ISO 8601. */
export interface Finding {
  code: FindingCode
  text: string
  /** What to tell or to ask the person. */
  advice?: string
  since?: string
  until?: string
  /** How the second step can be done. */
  methods?: SecondStepMethod[]
  /** The email that this is about, with its next attempt and what the server said. */
  mail?: OperatorsEmail
  /** The account that this is about, if it is not the one with the email that was typed. */
  user_id?: string
  mends: readonly Mend[]
}

type Members = Pick<Finding, 'methods' | 'mail' | 'user_id'> & { since?: Date | null; until?: Date | null }

export function finding(code: FindingCode, { since, until, ...members }: Members = {}): Finding {
  return {
    code,
    ...findings[code],
    ...(since && { since: since.toISOString() }),
    ...(until && { until: until.toISOString() }),
    ...members,
  }
}

const codes = Object.keys(findings)

export function mostSeriousFirst(found: Finding[]): Finding[] {
  return found.toSorted((one, other) => codes.indexOf(one.code) - codes.indexOf(other.code))
}
