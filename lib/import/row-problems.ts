/** What becomes of a row: left out, or brought over with something other than what it says. */
export type Action = 'refused' | 'changed' | 'locked'

/** Everything that the report may say of a row; its words tell what to do. */
export const problems = {
  'row-malformed': { action: 'refused', words: 'This row cannot be read.' },
  'not-utf8': { action: 'refused', words: 'This row is not UTF-8. Convert the file first.' },
  'id-collision': { action: 'refused', words: 'An earlier row has the same id.' },
  'email-missing': { action: 'refused', words: 'There is no email address.' },
  'email-invalid': { action: 'refused', words: 'No mail can be sent to this address.' },
  'email-collision': {
    action: 'refused',
    words: 'An earlier row has this address, in this or another case. Only one of them can be an account.',
  },
  'email-taken': { action: 'refused', words: 'An account that was not imported from this row has this address.' },
  'email-reserved': {
    action: 'refused',
    words: 'An account that gave this address up may still come back to it for some days.',
  },
  'phone-missing': { action: 'refused', words: 'There is no phone number.' },
  'phone-invalid': { action: 'refused', words: 'This is no phone number of 10 to 15 digits.' },
  'phone-short': {
    action: 'refused',
    words:
      'This number has too few digits: where it was kept as a number, its leading zeros are lost. See --pad-phone.',
  },
  'phone-padded': { action: 'changed', words: 'Leading zeros were put back.' },
  'phone-collision': { action: 'refused', words: 'An earlier row has this phone number.' },
  'phone-taken': { action: 'refused', words: 'An account that was not imported from this row has this phone number.' },
  'first-name-missing': { action: 'refused', words: 'There is no first name. See --missing-name.' },
  'first-name-invalid': { action: 'refused', words: 'This first name cannot be kept.' },
  'last-name-missing': { action: 'refused', words: 'There is no last name. See --missing-name.' },
  'last-name-invalid': { action: 'refused', words: 'This last name cannot be kept.' },
  'name-filled': { action: 'changed', words: 'A name was missing and was filled in.' },
  'password-missing': { action: 'refused', words: 'There is no password hash. See --without-password.' },
  'password-unknown': { action: 'refused', words: 'This is no hash that Rekey knows. See --without-password.' },
  'password-malformed': { action: 'refused', words: 'This hash is damaged or cut off. See --without-password.' },
  'password-cost': {
    action: 'refused',
    words: 'This hash asks for more work than Rekey does, or for less than there is. See --without-password.',
  },
  'password-locked': {
    action: 'locked',
    words: 'No password opens this account: its owner gets one by “Forgot password?”.',
  },
  'password-ascii': {
    action: 'changed',
    words: 'A faulty bcrypt made this hash: a password with letters beyond ASCII has to be set by “Forgot password?”.',
  },
  'created-at-missing': { action: 'changed', words: 'It is not said when it was made: now counts.' },
  'created-at-future': { action: 'changed', words: 'It was made in the future, by its own account: now counts.' },
  'moment-malformed': {
    action: 'refused',
    words:
      'This is no moment, such as 2026-11-22T10:00:00Z. Where the column holds true and false (or 1 and 0), say so: --map disabled=disabled_at. A moment that stands for none (0001-01-01) has to be empty.',
  },
  'flag-malformed': {
    action: 'refused',
    words: 'This is neither true nor false. Where the column holds a moment, say so: --map disabled_at=disabled.',
  },
  'state-unclear': {
    action: 'refused',
    words:
      'Columns of this row contradict each other, or none of them says whether the account is active. Correct or fill them in, leave one of them out, or name another column: --map is_active=enabled.',
  },
} as const satisfies Record<string, { action: Action; words: string }>

export type ProblemCode = keyof typeof problems
export type Problem = { code: ProblemCode; detail?: string }
