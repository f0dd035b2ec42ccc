export const SESSION_LIFETIME_DAYS = 30
export const SESSION_IDLE_DAYS = 14
/** For this long after it was entered, the pages do not ask for the password again. */
export const PASSWORD_FRESH_MINUTES = 10
