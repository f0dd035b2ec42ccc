import { canonicalEmail } from '@/lib/rules/canonical-email'
import type { Fields } from './fields'
import type { Problem } from './row-problems'
import { readDisabled, readVerified } from './values/read-state'
import {
  type Leniency,
  readCreatedAt,
  readEmail,
  readHash,
  readId,
  readMomentOf,
  readName,
  readPhone,
} from './values/read-values'
import type { Moment } from './values/timestamp'

/** An account as described by its row; if `problems` refuse it, some fields are empty. */
export type Judged = {
  sourceId?: string
  email: string
  emailCanonical: string
  phoneNumber: string | null
  firstName: string
  lastName: string
  passwordHash: string
  emailVerifiedAt?: string
  disabledAt?: string
  deletionDueAt?: string
  createdAt?: Moment
  updatedAt?: string
  problems: Problem[]
}

/** Checks one row on its own, by the rules of registration. `now` replaces dates that are missing. */
export function judgeRow(fields: Fields, leniency: Leniency, now: Moment): Judged {
  const problems: Problem[] = []
  if (Object.values(fields).some((text) => text?.includes('�'))) problems.push({ code: 'not-utf8' })
  const email = readEmail(fields.email, problems)
  const createdAt = readCreatedAt(fields, now, problems)
  return {
    sourceId: readId(fields.id),
    email,
    emailCanonical: canonicalEmail(email),
    phoneNumber: readPhone(fields.phone_number, leniency, problems),
    firstName: readName('first', fields.first_name, leniency, problems),
    lastName: readName('last', fields.last_name, leniency, problems),
    passwordHash: readHash(fields.password_hash, leniency, problems),
    emailVerifiedAt: readVerified(fields, createdAt ?? now, problems),
    disabledAt: readDisabled(fields, now, problems),
    deletionDueAt: readMomentOf(fields, 'deletion_due_at', problems),
    createdAt,
    updatedAt: readMomentOf(fields, 'updated_at', problems),
    problems,
  }
}
