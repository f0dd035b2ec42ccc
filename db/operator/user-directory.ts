import { and, asc, count, desc, eq, gt, inArray, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { contestedAccounts } from '@/db/accounts/contests'
import { NO_PASSWORD, type User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { hasTwoStep } from '@/db/factors/two-step-accounts'
import { sessions, users } from '@/db/schema'

/** The email, ID or phone number by which an operator names an account. */
export type UserName = { id: string } | { emailCanonical: string } | { phoneNumber: string }

/** `after` is the ID of the last account on the previous page; `emailBegins` is canonical. */
export type UserPage = {
  emailBegins?: string
  disabled?: true
  unverified?: true
  locked?: true
  contested?: true
  twoStep?: true
  withoutTwoStep?: true
  after?: string
  limit: number
}

/** The account with that name, even if it cannot be used. */
export async function findAnyUser(name: UserName): Promise<User | undefined> {
  const [user] = await query((db) => db.select().from(users).where(named(name)))
  return user
}

function named(name: UserName): SQL {
  if ('id' in name) return eq(users.id, name.id)
  return 'emailCanonical' in name
    ? eq(users.emailCanonical, name.emailCanonical)
    : eq(users.phoneNumber, name.phoneNumber)
}

/** One page of accounts, newest first, or sorted by email if emails are searched. Both orders have an index. */
export function findUsers({ emailBegins, after, limit, ...only }: UserPage): Promise<User[]> {
  return query((db) => {
    const states = and(
      only.disabled && isNotNull(users.disabledAt),
      only.unverified && isNull(users.emailVerifiedAt),
      only.locked && eq(users.passwordHash, NO_PASSWORD),
      only.contested && inArray(users.id, contestedAccounts(db)),
      only.twoStep && hasTwoStep(db),
      only.withoutTwoStep && isNull(users.twoStepAt),
    )
    if (emailBegins === undefined) {
      const older = after ? lt(users.id, after) : undefined
      return db.select().from(users).where(and(states, older)).orderBy(desc(users.id)).limit(limit)
    }
    const last = db
      .select({ email: byBytes })
      .from(users)
      .where(eq(users.id, after ?? ''))
    return db
      .select()
      .from(users)
      .where(
        and(states, sql`${byBytes} like ${asPrefix(emailBegins)}`, after ? gt(byBytes, sql`(${last})`) : undefined),
      )
      .orderBy(asc(byBytes))
      .limit(limit)
  })
}

/** The collation of the index. Only in this order are emails with the same prefix next to each other. */
const byBytes = sql`${users.emailCanonical} collate "C"`

const asPrefix = (text: string) => `${text.replace(/[\\%_]/g, '\\$&')}%`

/** How many sessions an account has, and how many of them began with a second step. */
export async function countSessions(userId: string): Promise<{ all: number; withSecondStep: number }> {
  const { expiresAt, secondFactorAt } = sessions
  const [counted] = await query((db) =>
    db
      .select({ all: count(), withSecondStep: count(secondFactorAt) })
      .from(sessions)
      .where(and(eq(sessions.userId, userId), gt(expiresAt, sql`now()`))),
  )
  return counted!
}
