/** So many sessions an account has at most: each login beyond them ends the one that was used longest ago. */
export const SESSIONS_AT_MOST = 100
