/** What happens to a row: refused, imported with a change, or imported without a password. */
export type Action = 'refused' | 'changed' | 'locked'

/** Every problem that the report can name, with what to do about it. */
export const problems = {
  'row-malformed': { action: 'refused', words: 'This row cannot be read.' },
  'not-utf8': { action: 'refused', words: 'This row is not valid UTF-8. Convert the file first.' },
  'id-collision': { action: 'refused', words: 'An earlier row has the same ID.' },
  'email-missing': { action: 'refused', words: 'The email is missing.' },
  'email-invalid': { action: 'refused', words: 'This is not a valid email address.' },
  'email-collision': {
    action: 'refused',
    words: 'An earlier row has the same email, ignoring case. Only one of them can become an account.',
  },
  'email-taken': { action: 'refused', words: 'Another account already has this email.' },
  'email-reserved': {
    action: 'refused',
    words: 'Another account changed from this email and can still undo that for some days.',
  },
  'phone-missing': { action: 'refused', words: 'The phone number is missing.' },
  'phone-invalid': { action: 'refused', words: 'This is not a phone number of 10 to 15 digits.' },
  'phone-short': {
    action: 'refused',
    words: 'The phone number has too few digits. It may have lost its leading zeros. See --pad-phone.',
  },
  'phone-padded': { action: 'changed', words: 'Leading zeros were restored.' },
  'phone-collision': { action: 'refused', words: 'An earlier row has the same phone number.' },
  'phone-left-out': { action: 'changed', words: 'The phone number was left out, because PHONE_NUMBER is off.' },
  'phone-taken': { action: 'refused', words: 'Another account already has this phone number.' },
  'first-name-missing': { action: 'refused', words: 'The first name is missing. See --missing-name.' },
  'first-name-invalid': { action: 'refused', words: 'The first name contains characters that are not allowed.' },
  'last-name-missing': { action: 'refused', words: 'The last name is missing. See --missing-name.' },
  'last-name-invalid': { action: 'refused', words: 'The last name contains characters that are not allowed.' },
  'name-filled': { action: 'changed', words: 'A missing name was filled in.' },
  'password-missing': { action: 'refused', words: 'The password hash is missing. See --without-password.' },
  'password-unknown': {
    action: 'refused',
    words: 'Rekey does not support this kind of password hash. See --without-password.',
  },
  'password-malformed': {
    action: 'refused',
    words: 'The password hash is damaged or cut off. See --without-password.',
  },
  'password-cost': {
    action: 'refused',
    words: 'The cost of the password hash is outside of the supported range. See --without-password.',
  },
  'password-locked': {
    action: 'locked',
    words: 'The account has no password. Its owner chooses one with “Forgot password?”.',
  },
  'password-ascii': {
    action: 'changed',
    words:
      'A faulty version of bcrypt made this hash. If the password has characters beyond ASCII, its owner must reset it.',
  },
  'created-at-missing': { action: 'changed', words: 'No creation date: the time of the import is used.' },
  'created-at-future': {
    action: 'changed',
    words: 'The creation date is in the future: the time of the import is used.',
  },
  'moment-malformed': {
    action: 'refused',
    words:
      'Not a readable date; write 2026-11-22T10:00:00Z. If the column contains true and false (or 1 and 0), use --map disabled=disabled_at. A placeholder date (0001-01-01) must be empty instead.',
  },
  'flag-malformed': {
    action: 'refused',
    words: 'Neither true nor false. If the column contains a date, use --map disabled_at=disabled.',
  },
  'state-unclear': {
    action: 'refused',
    words:
      'The columns disagree on whether the account is active, or leave it open. Correct them, remove one, or name another column, such as --map is_active=enabled.',
  },
} as const satisfies Record<string, { action: Action; words: string }>

export type ProblemCode = keyof typeof problems
export type Problem = { code: ProblemCode; detail?: string }
