export const SESSION_LIFETIME_DAYS = 30
export const SESSION_IDLE_DAYS = 14
/** For this long after it was entered, the pages do not ask for the password again. */
export const PASSWORD_FRESH_MINUTES = 10
/** How long a login whose password was right waits for its second step. */
export const PENDING_LOGIN_MINUTES = 10
