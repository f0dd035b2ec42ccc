import { and, count, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { sessions, users } from '@/db/schema'
import { inTwoSeconds } from './in-two-seconds'
import { type Beginning, findBeginning } from './user-beginnings'
import { isIn, type UserState } from './user-states'

/** The email, ID or phone number by which an operator names an account. */
export type UserName = { id: string } | { emailCanonical: string } | { phoneNumber: string }
/** The same, with every spelling of a phone number. */
export type ExactName = Exclude<UserName, { phoneNumber: string }> | { phoneNumbers: string[] }

type Listed = { state?: UserState; emailBegins?: undefined; nameBegins?: undefined }
/** `after` is the ID of the last account on the previous page. A state and a beginning exclude each other: no index serves both. */
export type UserPage = { after?: string; limit: number } & (Beginning | Listed)

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

/**
 * The accounts with that ID, email or phone number, in whichever of these spellings, even if they cannot be used. More than one
 * only if the same phone number is stored in several spellings.
 */
export function findExactly(name: ExactName, state?: UserState): Promise<User[] | 'too-slow'> {
  return inTwoSeconds((tx) =>
    tx
      .select()
      .from(users)
      .where(
        and(
          'phoneNumbers' in name ? inArray(users.phoneNumber, name.phoneNumbers) : named(name),
          state && isIn(state, tx),
        ),
      )
      .orderBy(desc(users.id)),
  )
}

/** One page of accounts: sorted by what they begin with if that is searched, otherwise newest first. Each order has an index. */
export function findUsers({ after, limit, ...which }: UserPage): Promise<User[] | 'gone' | 'too-slow'> {
  return inTwoSeconds<User[] | 'gone'>((tx) => {
    if (begins(which)) return findBeginning(tx, which, { after, limit })
    const older = after ? lt(users.id, after) : undefined
    return tx
      .select()
      .from(users)
      .where(and(which.state && isIn(which.state, tx), older))
      .orderBy(desc(users.id))
      .limit(limit)
  })
}

const begins = (which: Beginning | Listed): which is Beginning =>
  which.emailBegins !== undefined || which.nameBegins !== undefined

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
