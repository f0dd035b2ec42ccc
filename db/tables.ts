import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { userId } from './accounts/tables'
import { id, moment, past } from './columns'
import type { EventType } from './event-types'
import { renamedEventTypes, renamedText } from './stored-names'

/** What was done to accounts, for their owners to see. */
export const events = pgTable(
  'events',
  {
    id: id(),
    userId: userId(),
    type: renamedText<EventType>('type', renamedEventTypes).notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    details: jsonb('details').$type<Record<string, string>>().notNull().default({}),
    at: past('at'),
  },
  (table) => [index('events_user_id_at').on(table.userId, table.at)],
)

/** How often something was done recently: one row for each rate limit in use. */
export const throttles = pgTable(
  'throttles',
  {
    key: text('key').primaryKey(),
    points: integer('points').notNull(),
    /** How many of the points belong to calls in progress, which may give them back. */
    undecided: integer('undecided').notNull().default(0),
    expire: moment('expire').notNull(),
  },
  (table) => [index('throttles_expire').on(table.expire)],
)
