import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { userId } from '@/db/accounts/tables'
import { id, moment, past } from '@/db/columns'

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    tokenHash: text('token_hash').notNull().unique(),
    userId: userId().notNull(),
    kind: text('kind', { enum: ['browser', 'api'] }).notNull(),
    ip: text('ip'),
    userAgent: text('user_agent'),
    createdAt: past('created_at'),
    lastSeenAt: past('last_seen_at'),
    /** When the account owner last confirmed in this session that it is them, by logging in or later. */
    confirmedAt: past('password_at'),
    expiresAt: moment('expires_at').notNull(),
    /** When the second step was done, or the login with a passkey; null in a session that only the password began. */
    secondFactorAt: moment('second_factor_at'),
    /**
     * How the session began, as RFC 8176 names it: `hwk` is a passkey that stays on its device, `swk` one that is synced, and
     * `user` says that the device verified its user. `rc`, a recovery code, is ours.
     */
    amr: text('amr', { enum: ['pwd', 'pwd otp', 'pwd rc', 'pwd hwk', 'pwd swk', 'hwk user', 'swk user'] })
      .notNull()
      .default('pwd'),
    /** When a member of staff entered the console in this session; null in all others. */
    staffSince: moment('staff_since'),
    /** When the console was last used in it. */
    staffSeenAt: moment('staff_seen_at'),
  },
  (table) => [index('sessions_user_id').on(table.userId), index('sessions_expires_at').on(table.expiresAt)],
)
