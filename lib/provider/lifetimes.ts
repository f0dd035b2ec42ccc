import { ID_TOKEN_MINUTES, OFFLINE_GRANT_DAYS } from '@/lib/rules/signing-key-times'

const MINUTE = 60
const DAY = 86_400

/** How long each thing of the provider is valid, in seconds. */
export const INTERACTION_SECONDS = 60 * MINUTE
export const CODE_SECONDS = 60
export const ID_TOKEN_SECONDS = ID_TOKEN_MINUTES * MINUTE
export const ACCESS_TOKEN_SECONDS = 10 * MINUTE
/** A refresh token that is not used for this long ends. */
export const REFRESH_IDLE_SECONDS = 14 * DAY
/** However often it is renewed, access ends after this time and the person logs in again. */
export const GRANT_SECONDS = 30 * DAY
export const OFFLINE_GRANT_SECONDS = OFFLINE_GRANT_DAYS * DAY
/**
 * Within this time, a refresh token that was just used is only refused: an app may have asked twice, or lost the answer. After
 * it, a used token has been stolen from someone, so everything that came from it ends (RFC 9700 §4.14.2).
 */
export const REUSE_SECONDS = 30

/** Tokens with this scope do not end with the session in which they were made. */
export const OFFLINE = 'offline_access'

/** Seconds since 1970, as tokens have them. */
export const epoch = (date: Date): number => Math.floor(date.getTime() / 1000)
