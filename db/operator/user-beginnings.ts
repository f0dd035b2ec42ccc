import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'

/** The beginning of an email, in its canonical form, or of a name, as `nameKey` makes it; or of either, then emails come first. */
export type Beginning = { emailBegins: string; nameBegins?: string } | { emailBegins?: undefined; nameBegins: string }

/** One way to be found: accounts whose `key` begins with the text, in the order of an index. */
type Way = { key: SQL; of: (user: User) => string | null; begins: string; unique?: true }

/** The collation of the indexes. Only in this order are texts with the same beginning next to each other. */
const byBytes = (column: AnyPgColumn) => sql`${column} collate "C"`

const byEmail = { key: byBytes(users.emailCanonical), of: (user: User) => user.emailCanonical, unique: true } as const
const byName = { key: byBytes(users.nameKey), of: (user: User) => user.nameKey }
const byLastName = { key: byBytes(users.lastNameKey), of: (user: User) => user.lastNameKey }

function waysOf({ emailBegins, nameBegins }: Beginning): Way[] {
  return [
    ...(emailBegins === undefined ? [] : [{ ...byEmail, begins: emailBegins }]),
    ...(nameBegins === undefined ? [] : [byName, byLastName].map((way) => ({ ...way, begins: nameBegins }))),
  ]
}

/**
 * One page of the accounts that begin so: by email, then by first name, then by last name, and each account only once. `after` is
 * the ID of the last account on the previous page; 'gone' if that account no longer begins so, or was deleted.
 */
export async function findBeginning(
  tx: Database,
  beginning: Beginning,
  { after, limit }: { after?: string; limit: number },
): Promise<User[] | 'gone'> {
  const ways = waysOf(beginning)
  const last = after === undefined ? undefined : await findLast(tx, after, ways)
  if (after !== undefined && !last) return 'gone'
  const found: User[] = []
  for (const [index, way] of ways.entries()) {
    if (index < (last?.index ?? 0) || found.length >= limit) continue
    const beyond = index === last?.index ? comesAfter(last.user, way) : undefined
    const inEarlier = ways.slice(0, index).map((earlier) => sql`(${begins(earlier)}) is not true`)
    const page = await tx
      .select()
      .from(users)
      .where(and(begins(way), beyond, ...inEarlier))
      .orderBy(asc(way.key), ...(way.unique ? [] : [asc(users.id)]))
      .limit(limit - found.length)
    found.push(...page)
  }
  return found
}

async function findLast(tx: Database, id: string, ways: Way[]) {
  const [user] = await tx.select().from(users).where(eq(users.id, id))
  const index = user ? ways.findIndex((way) => way.of(user)?.startsWith(way.begins)) : -1
  return user && index >= 0 ? { user, index } : undefined
}

/** By bounds and not by LIKE, which could use the index only if the text were known when the statement is planned. */
const begins = ({ key, begins }: Way) => sql`${key} >= ${begins} and ${key} < ${`${begins}\u{10ffff}`}`

function comesAfter(user: User, { key, of, unique }: Way): SQL {
  return unique ? sql`${key} > ${of(user)}` : sql`(${key}, ${users.id}) > (${of(user)}, ${user.id}::uuid)`
}
