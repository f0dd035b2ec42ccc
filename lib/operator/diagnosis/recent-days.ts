/** What happened to emails and links before that is no reason why somebody cannot log in today. */
export const RECENT_DAYS = 7
