import { NO_PASSWORD } from '@/db/accounts/users'
import { email as emailRule } from '@/lib/accounts/email'
import { phoneNumber } from '@/lib/accounts/phone-number'
import { nameFields } from '@/lib/accounts/schema'
import type { Fields } from '@/lib/import/fields'
import type { Problem } from '@/lib/import/row-problems'
import { lacksPhoneNumber, type PhoneNumberMode } from '@/lib/rules/phone-number'
import { hashFault } from './hash-fault'
import { unwrapJson } from './json-value'
import { isNothing, isZeroDate } from './nothing'
import { storedHash } from './stored-hash'
import { type Moment, readMoment } from './timestamp'

/** What to do with rows that lack data; by default they are refused. */
export type Leniency = {
  /** Restores lost leading zeros up to this number of digits. */
  padPhone?: number
  /** Replaces a missing first or last name. */
  missingName?: string
  /** Imports people without a usable hash, who then choose a password by an emailed link. */
  withoutPassword?: boolean
  /** The setting PHONE_NUMBER, by default `required`. */
  phoneNumber?: PhoneNumberMode
}

const LEAST_DIGITS = 10
const MOST_LOST_ZEROS = 2
/** Includes one-bit columns of MySQL and PostgreSQL, and 1.0 and 0.0, which some programs write if another row has no value. */
const TRUE = new Set(['t', 'true', '1', '1.0', 'yes', 'y', 'on', '\x01', '\\x01', '0x01', "b'1'"])
const FALSE = new Set(['f', 'false', '0', '0.0', 'no', 'n', 'off', '\0', '\\x00', '0x00', "b'0'"])
/** Made by a version of bcrypt that hashed characters beyond ASCII wrongly. */
const FAULTY_BCRYPT = '$2x$'

type Text = string | null | undefined

export function readEmail(text: Text, problems: Problem[]): string {
  const parsed = emailRule.safeParse(text ?? '')
  if (parsed.success) return parsed.data
  problems.push({ code: isNothing(text) ? 'email-missing' : 'email-invalid' })
  return ''
}

/** Any ID of the source; Microsoft writes a UUID in braces. */
export function readId(text: Text): string | undefined {
  const id = unwrapJson(text?.trim() ?? '')
  if (id === null || isNothing(id)) return undefined
  return id.trim().replace(/^\{([0-9a-f-]{36})\}$/i, '$1')
}

/** Null if there is none, or none that is valid. */
export function readPhone(text: Text, leniency: Leniency, problems: Problem[]): string | null {
  const { padPhone = 0, phoneNumber: mode = 'required' } = leniency
  const typed = unwrapJson(text?.trim() ?? '') ?? ''
  if (isNothing(typed)) {
    if (lacksPhoneNumber(mode, null)) problems.push({ code: 'phone-missing' })
    return null
  }
  if (mode === 'off') {
    problems.push({ code: 'phone-left-out' })
    return null
  }
  const padded =
    /^\d+$/.test(typed) && typed.length >= padPhone - MOST_LOST_ZEROS ? typed.padStart(padPhone, '0') : typed
  // A spreadsheet may turn a phone number into 4711.0 or -4711, and the dot or the minus would pass for a separator.
  const parsed = /^\d+\.0*$|^-/.test(typed) ? undefined : phoneNumber.safeParse(padded)
  if (parsed?.success) {
    if (padded !== typed)
      problems.push({ code: 'phone-padded', detail: `${typed.length} digits became ${padded.length}` })
    return parsed.data
  }
  if (/^\d+$/.test(typed) && typed.length < LEAST_DIGITS)
    problems.push({ code: 'phone-short', detail: `${typed.length} digits` })
  else problems.push({ code: 'phone-invalid' })
  return null
}

export function readName(which: 'first' | 'last', text: Text, { missingName }: Leniency, problems: Problem[]): string {
  const rule = nameFields[`${which}_name`]
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
  const hash = isNothing(text) ? undefined : storedHash(unwrapJson(text ?? '') ?? '')
  // Django also starts an unusable password with this character.
  const fault = hash?.startsWith(NO_PASSWORD) ? undefined : hashFault(hash)
  if (hash && !fault && !hash.startsWith(NO_PASSWORD)) {
    if (hash.startsWith(FAULTY_BCRYPT)) problems.push({ code: 'password-ascii' })
    return hash
  }
  if (fault && !withoutPassword) problems.push({ code: fault })
  else problems.push({ code: 'password-locked', detail: fault })
  return NO_PASSWORD
}

export function readCreatedAt({ created_at }: Fields, now: Moment, problems: Problem[]): Moment | undefined {
  const read = readMomentField('created_at', created_at, problems)
  if (read === 'nothing') problems.push({ code: 'created-at-missing' })
  if (read === 'nothing' || read === 'malformed') return undefined
  if (read.milliseconds <= now.milliseconds) return read
  problems.push({ code: 'created-at-future' })
  return undefined
}

type OtherMoment = 'email_verified_at' | 'disabled_at' | 'deletion_due_at' | 'updated_at'

export function readMomentOf(fields: Fields, name: OtherMoment, problems: Problem[]): string | undefined {
  const read = readMomentField(name, fields[name], problems)
  return typeof read === 'object' ? read.text : undefined
}

/** Undefined if the field is missing or empty. */
export function readFlag(fields: Fields, name: 'email_verified' | 'disabled' | 'is_active', problems: Problem[]) {
  const text = unwrapJson(fields[name]?.trim() ?? '')
  if (text === null || isNothing(text)) return undefined
  const flag = TRUE.has(text.toLowerCase()) || (FALSE.has(text.toLowerCase()) ? false : undefined)
  if (flag === undefined) problems.push({ code: 'flag-malformed', detail: name })
  return flag
}

function readMomentField(name: OtherMoment | 'created_at', text: Text, problems: Problem[]) {
  const written = unwrapJson(text?.trim() ?? '')
  if (written === null || isNothing(written) || isZeroDate(written)) return 'nothing'
  const read = readMoment(written)
  if (!read) problems.push({ code: 'moment-malformed', detail: name })
  return read ?? 'malformed'
}
