import { sql } from 'drizzle-orm'

/**
 * A new ID for each row of a statement that makes its rows in the database. Like the IDs that the code makes, it starts with
 * the time, so that the oldest rows are found by it (RFC 9562, section 5.7): milliseconds, then their 4096ths (section 6.2,
 * method 3), so that rows which follow each other within a millisecond keep their order. PostgreSQL has no function for it
 * before version 18.
 */
export const uuidV7 = sql`(
  overlay(
    lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 4096000)::bigint), 15, '0')
    placing '7' from 13 for 0
  )
  || substring(gen_random_uuid()::text from 20)
)::uuid`
