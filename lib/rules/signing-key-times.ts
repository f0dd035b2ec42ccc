/** For how many minutes an ID token is valid: longer than a logout token and everything else that a signing key signs. */
export const ID_TOKEN_MINUTES = 10
/** The longest that one login lasts, with refresh tokens that do not end with the session. Retired keys are kept as long. */
export const OFFLINE_GRANT_DAYS = 90
/** For how many minutes a process may go on with the keys that it has read. */
export const KEYS_READ_MINUTES = 1
/** For how many days a key signs before the next one takes over. */
export const KEY_SIGNS_DAYS = 180
/** How long apps may keep the keys that they have fetched. */
const FETCHED_MINUTES = 24 * 60

/** A key signs this long after it was stored, because no app may be given a token whose key it cannot have fetched yet. */
export const NEXT_KEY_MINUTES = FETCHED_MINUTES + KEYS_READ_MINUTES
/** A key that an operator wants to sign at once: as soon as every process has surely read it and lets apps fetch it. */
export const SOON_KEY_MINUTES = 2 * KEYS_READ_MINUTES
/** A key is published this long after its successor began to sign: until a day after the last token that it signed has ended. */
export const PAST_KEY_MINUTES = FETCHED_MINUTES + ID_TOKEN_MINUTES + KEYS_READ_MINUTES
