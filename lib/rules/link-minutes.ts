const DAY = 24 * 60

/** For how many minutes each kind of emailed link is valid. */
export const linkMinutes = {
  'password-reset': 60,
  'verify-email': DAY,
  registration: DAY,
  'confirm-email': DAY,
  'undo-email': 7 * DAY,
  'not-me': 7 * DAY,
  contest: 7 * DAY,
}
export type LinkPurpose = keyof typeof linkMinutes

/** After the new mailbox has reset the password, a change can be undone this long, and at least this long after the change. */
export const UNDO_AFTER_RESET_HOURS = 24
export const UNDO_AT_LEAST_HOURS = 72
