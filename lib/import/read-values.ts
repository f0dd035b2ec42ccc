import { NO_PASSWORD } from '@/db/accounts/users'
import { email as emailRule } from '@/lib/accounts/email'
import { personFields } from '@/lib/accounts/schema'
import type { Fields } from './fields'
import { hashFault } from './hash-fault'
import type { Problem } from './row-problems'
import { type Moment, readMoment } from './timestamp'

/** What is done about rows that say too little; by default they are refused. */
export type Leniency = {
  /** Puts back the zeros that a number of so many digits has lost. */
  padPhone?: number
  /** Stands for a first or last name that is missing. */
  missingName?: string
  /** Brings people over whose hash is of no use; a mailed link lets them in. */
  withoutPassword?: boolean
}

const LEAST_DIGITS = 10
const MOST_LOST_ZEROS = 2
const TRUE = /^(t|true|1|yes|y|on)$/i
const FALSE = /^(f|false|0|no|n|off)$/i

type Text = string | null | undefined

export function readEmail(text: Text, problems: Problem[]): string {
  const parsed = emailRule.safeParse(text ?? '')
  if (parsed.success) return parsed.data
  problems.push({ code: text?.trim() ? 'email-invalid' : 'email-missing' })
  return ''
}

export function readPhone(text: Text, { padPhone = 0 }: Leniency, problems: Problem[]): string {
  const typed = text?.trim() ?? ''
  const padded =
    /^\d+$/.test(typed) && typed.length >= padPhone - MOST_LOST_ZEROS ? typed.padStart(padPhone, '0') : typed
  // 4711.0 is what is left of a number that a spreadsheet or a program took for one, and -4711 a number below zero: the
  // dot and the minus would pass for separators.
  const parsed = /^\d+\.0*$|^-/.test(typed) ? undefined : personFields.phone_number.safeParse(padded)
  if (parsed?.success) {
    if (padded !== typed)
      problems.push({ code: 'phone-padded', detail: `${typed.length} digits became ${padded.length}` })
    return parsed.data
  }
  if (!typed) problems.push({ code: 'phone-missing' })
  else if (/^\d+$/.test(typed) && typed.length < LEAST_DIGITS)
    problems.push({ code: 'phone-short', detail: `${typed.length} digits` })
  else problems.push({ code: 'phone-invalid' })
  return ''
}

export function readName(which: 'first' | 'last', text: Text, { missingName }: Leniency, problems: Problem[]): string {
  const rule = personFields[`${which}_name`]
  if (!text?.trim()) {
    if (!missingName) problems.push({ code: `${which}-name-missing` })
    else problems.push({ code: 'name-filled', detail: which })
    return missingName ?? ''
  }
  const parsed = rule.safeParse(text)
  if (parsed.success) return parsed.data
  problems.push({ code: `${which}-name-invalid`, detail: parsed.error.issues[0]?.message })
  return ''
}

export function readHash(text: Text, { withoutPassword }: Leniency, problems: Problem[]): string {
  const hash = text?.trim()
  // Django begins what it calls an unusable password with it, too.
  const fault = hash?.startsWith(NO_PASSWORD) ? undefined : hashFault(hash)
  if (hash && !fault && !hash.startsWith(NO_PASSWORD)) return hash
  if (fault && !withoutPassword) problems.push({ code: fault })
  else problems.push({ code: 'password-locked', detail: fault })
  return NO_PASSWORD
}

export function readCreatedAt(text: Text, now: Moment, problems: Problem[]): Moment | undefined {
  if (!text?.trim()) {
    problems.push({ code: 'created-at-missing' })
    return undefined
  }
  const read = readMoment(text)
  if (!read) problems.push({ code: 'moment-malformed', detail: 'created_at' })
  else if (read.milliseconds > now.milliseconds) problems.push({ code: 'created-at-future' })
  return read && read.milliseconds > now.milliseconds ? undefined : read
}

type OtherMoment = 'email_verified_at' | 'disabled_at' | 'deletion_due_at' | 'updated_at'

export function readMomentOf(fields: Fields, name: OtherMoment, problems: Problem[]): string | undefined {
  const text = fields[name]?.trim()
  if (!text) return undefined
  const read = readMoment(text)
  if (!read) problems.push({ code: 'moment-malformed', detail: name })
  return read?.text
}

/** Undefined where nothing is said. */
export function readFlag(fields: Fields, name: 'email_verified' | 'disabled' | 'is_active', problems: Problem[]) {
  const text = fields[name]?.trim()
  if (!text) return undefined
  if (!TRUE.test(text) && !FALSE.test(text)) problems.push({ code: 'flag-malformed', detail: name })
  return TRUE.test(text)
}
