/** After a reset by the new mailbox a change of the email can be undone for so long, and for so long after the change. */
export const UNDO_AFTER_RESET_HOURS = 24
export const UNDO_AT_LEAST_HOURS = 72
