/** The most sessions of an account. Each further login ends the one that was used longest ago. */
export const SESSIONS_AT_MOST = 100
