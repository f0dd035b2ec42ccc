import { sql } from 'drizzle-orm'

/**
 * A new ID for each row of a statement that makes its rows in the database. Like the IDs that the code makes, it starts with
 * the time, so that the oldest rows are found by it (RFC 9562, section 5.7). PostgreSQL has no function for it before version 18.
 */
export const uuidV7 = sql`encode(
  set_bit(
    set_bit(
      overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6
      ),
      52, 1
    ),
    53, 1
  ),
  'hex'
)::uuid`
