import { pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from '@/db/schema'

/** What a member of staff may do in the console: `admin` everything that it offers, `support` what helps people. */
export const staffRoles = ['admin', 'support'] as const
export type StaffRole = (typeof staffRoles)[number]

/**
 * The accounts that may enter the console. They are ordinary ones, which log in like everybody. An account cannot be deleted while
 * it is here, so that nothing a person does to their own account takes the last admin away.
 */
export const staff = pgTable('staff', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'restrict' }),
  role: text('role', { enum: staffRoles }).notNull(),
  addedAt: timestamp('added_at', { withTimezone: true }).notNull().defaultNow(),
  /** Since when this member may not enter; null for all others. */
  suspendedAt: timestamp('suspended_at', { withTimezone: true }),
})
