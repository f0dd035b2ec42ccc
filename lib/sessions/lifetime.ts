export const SESSION_LIFETIME_DAYS = 30
export const SESSION_IDLE_DAYS = 14
