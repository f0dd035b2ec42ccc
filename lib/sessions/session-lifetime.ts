export const SESSION_LIFETIME_DAYS = 30
export const SESSION_IDLE_DAYS = 14
/** For so long after it was given the password is not asked for again, on the pages. */
export const PASSWORD_FRESH_MINUTES = 10
