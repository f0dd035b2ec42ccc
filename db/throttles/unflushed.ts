import { sql } from 'drizzle-orm'

/**
 * Part of a statement whose commit does not wait for the disk: an attacker gains nothing if the database forgets the last half
 * second before a crash, and each login would otherwise wait for the disk three times.
 */
export const unflushed = sql`set_config('synchronous_commit', 'off', true)`
