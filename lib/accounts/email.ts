import * as z from 'zod/mini'
import { text } from './text'
import type { Whose } from './whose'

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
/** RFC 5321 §4.1.2 without quoted local parts, address literals and Unicode: a single email address that every mail server reads the same way. */
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`)

export const email = emailOf('your')

export function emailOf(whose: Whose) {
  const missing = `Enter ${whose} email address.`
  return text(
    missing,
    z.trim(),
    z.minLength(1, { error: missing, abort: true }),
    z.maxLength(254, { error: 'Use at most 254 characters.', abort: true }),
    z.regex(ADDRESS, 'Enter a full email address, like name@example.com.'),
  )
}
