import { sql } from 'drizzle-orm'
import { date, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** What an act says of its command: IDs, names of fields and numbers, never a value that is personal or secret. */
export type Facts = {
  changed?: boolean
  suspended?: boolean
  moved?: boolean
  role?: string
  fields?: string[]
  kind?: string
  state?: string
  email_kind?: string
  found?: number
  more?: boolean
  ended?: number
  cleared?: number
  retried?: number
  emails?: string[]
  email?: string
  link?: string
  client?: string
  made?: string[]
  kept_seconds?: number
  hashes?: boolean
}

/** Where operators run their commands. */
export const actSources = ['cli', 'console'] as const

/**
 * What operators did or were refused. A row names nobody but whoever runs the command line, and outlives the account, which it therefore does not
 * reference. The role of the app can add rows and read them, not change or remove them.
 */
export const operatorActs = pgTable(
  'operator_acts',
  {
    id: uuid('id').primaryKey(),
    // Not now(), the start of the transaction, so that the time agrees with the one in the ID.
    at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
    via: text('via', { enum: actSources }).notNull(),
    /** At the command line, the name of the person on that machine; in the console, the ID of the account of the member of staff. */
    operator: text('operator').notNull(),
    /** The name of the command. */
    act: text('act').notNull(),
    userId: uuid('user_id'),
    reason: text('reason'),
    facts: jsonb('facts').$type<Facts>().notNull().default({}),
    /** The code of the refusal; null if the act was done. */
    refused: text('refused'),
  },
  (table) => [
    index('operator_acts_user_id').on(table.userId, table.id),
    index('operator_acts_act').on(table.act, table.id),
  ],
)

/** What is counted for each day. */
export const countNames = ['registered', 'logins', 'resets', 'deletions'] as const
export type CountName = (typeof countNames)[number]

/** How often something happened on a day of UTC: numbers alone, which outlive the events and the accounts that were counted. */
export const dailyCounts = pgTable(
  'daily_counts',
  {
    day: date('day').notNull(),
    name: text('name', { enum: countNames }).notNull(),
    count: integer('count').notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.name] })],
)
