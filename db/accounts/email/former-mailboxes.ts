import { randomInt } from 'node:crypto'
import { and, desc, eq, getTableColumns, gt, ne, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { type EventType, emailContests, emailUndos, events, users } from '@/db/schema'
import { config } from '@/lib/config'
import { type NameKeys, nameKeys } from '@/lib/rules/name-keys'

type Person = Pick<User, 'firstName' | 'lastName' | 'phoneNumber'>
/** A mailbox that had the account, and the personal data at that time, if known. */
export type FormerMailbox = Pick<User, 'email' | 'emailCanonical'> & { [K in keyof Person]: Person[K] | null }

/** The data for an undo. Earlier versions stored none; data that nobody has changed since is still as it was. */
const columnsOfUndos = {
  email: emailUndos.email,
  emailCanonical: emailUndos.emailCanonical,
  firstName: orUnchanged(emailUndos.firstName, users.firstName, 'name-changed'),
  lastName: orUnchanged(emailUndos.lastName, users.lastName, 'name-changed'),
  phoneNumber: orUnchanged(emailUndos.phoneNumber, users.phoneNumber, 'phone-changed'),
  at: emailUndos.createdAt,
}
const { email, emailCanonical, firstName, lastName, phoneNumber, createdAt: at } = getTableColumns(emailContests)
const columnsOfContests = { email, emailCanonical, firstName, lastName, phoneNumber, at }

/**
 * The name and phone number at the time when this mailbox lost the account, because it must not see what others entered
 * since. Data that is no longer known, and a number that another account has now, is replaced with placeholders; where the
 * setting PHONE_NUMBER does not require a number, the account then has none.
 */
export async function personAsLeftBy(tx: Database, user: User, emailCanonical: string): Promise<Person & NameKeys> {
  const [left] = await rowsWhere(tx, user.id, (table) => eq(table.emailCanonical, emailCanonical)).limit(1)
  const { phoneNumber } = left ?? {}
  const name = { firstName: left?.firstName ?? 'Account', lastName: left?.lastName ?? 'Owner' }
  return {
    ...name,
    ...nameKeys(name),
    phoneNumber: phoneNumber && (await isFree(tx, phoneNumber, user.id)) ? phoneNumber : noNumber(),
  }
}

/** The mailboxes that an undo takes the account from: the one that has it, and those whose own undo ends with it. */
export async function mailboxesThatLose(
  tx: Database,
  user: User,
  winner: string,
  since: SQL,
): Promise<FormerMailbox[]> {
  const dying = await tx
    .select(columnsOfUndos)
    .from(emailUndos)
    .innerJoin(users, eq(users.id, emailUndos.userId))
    .where(
      and(
        eq(emailUndos.userId, user.id),
        isOpen('undo-email'),
        gt(emailUndos.expiresAt, sql`now()`),
        sql`${emailUndos.createdAt} > ${since}`,
      ),
    )
    .orderBy(desc(emailUndos.createdAt))
  return eachOnce([user, ...dying]).filter((mailbox) => mailbox.emailCanonical !== winner)
}

/** The mailboxes in the contest of an account: the one that has it, and those whose links the contest has ended. */
export async function mailboxesInContest(tx: Database, user: User): Promise<FormerMailbox[]> {
  return eachOnce([user, ...(await rowsWhere(tx, user.id, isParty))])
}

/** True for a row whose link was valid until the current contest of its account ended it. */
export function isParty(table: typeof emailUndos | typeof emailContests): SQL {
  // The timestamps of one transaction are equal to the microsecond.
  return sql`exists (
    select 1 from ${users} where ${users.id} = ${table.userId} and ${table.expiresAt} > ${users.contestedAt}
    and (${table.usedAt} = ${users.contestedAt} or ${table.replacedAt} = ${users.contestedAt})
  )`
}

/** The mailboxes that have lost this account, the latest first. */
function rowsWhere(
  tx: Database,
  userId: string,
  which: (table: typeof emailUndos | typeof emailContests) => SQL | undefined,
) {
  const [undos, contests] = [emailUndos, emailContests].map((table) => and(eq(table.userId, userId), which(table)))
  return tx
    .select(columnsOfUndos)
    .from(emailUndos)
    .innerJoin(users, eq(users.id, emailUndos.userId))
    .where(undos)
    .unionAll(tx.select(columnsOfContests).from(emailContests).where(contests))
    .orderBy(sql`created_at desc`)
}

function orUnchanged(kept: AnyPgColumn, present: AnyPgColumn, change: EventType): SQL<string | null> {
  // An event has the time at which its transaction began, which may have waited for the email change.
  const since = sql`${emailUndos.createdAt} - interval '1 minute'`
  const changed = and(eq(events.userId, emailUndos.userId), eq(events.type, change), gt(events.at, since))
  return sql`coalesce(${kept}, case when not exists (select 1 from ${events} where ${changed}) then ${present} end)`
}

function eachOnce(mailboxes: FormerMailbox[]): FormerMailbox[] {
  const first = new Map<string, FormerMailbox>()
  for (const mailbox of mailboxes) if (!first.has(mailbox.emailCanonical)) first.set(mailbox.emailCanonical, mailbox)
  return [...first.values()]
}

async function isFree(tx: Database, phoneNumber: string, exceptUserId: string): Promise<boolean> {
  const another = and(eq(users.phoneNumber, phoneNumber), ne(users.id, exceptUserId))
  return (await tx.select({ id: users.id }).from(users).where(another).limit(1)).length === 0
}

const noNumber = () => (config().PHONE_NUMBER === 'required' ? nobodysNumber() : null)

/** Valid by the rule for phone numbers, but in no network; the account owner replaces it. */
const nobodysNumber = () => `000${String(randomInt(10 ** 12)).padStart(12, '0')}`
