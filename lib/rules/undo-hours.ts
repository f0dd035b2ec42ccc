/** After the new mailbox has reset the password, a change can be undone this long, and at least this long after the change. */
export const UNDO_AFTER_RESET_HOURS = 24
export const UNDO_AT_LEAST_HOURS = 72
