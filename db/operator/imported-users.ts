import { and, gt, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { isParty } from '@/db/accounts/email/former-mailboxes'
import { connection, query, transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { isOpen } from '@/db/links'
import { emailContests, emailUndos, users } from '@/db/schema'
import { nameKeys } from '@/lib/rules/name-keys'
import { type Act, recordAct } from './acts'

/** An account from another system. Times are ISO 8601, to the microsecond. */
export type ImportedUser = {
  id: string
  email: string
  emailCanonical: string
  phoneNumber: string | null
  firstName: string
  lastName: string
  emailVerifiedAt?: string
  disabledAt?: string
  deletionDueAt?: string
  createdAt: string
  updatedAt: string
  passwordHash: string
}

type Keys = { ids: string[]; emails: string[]; phones: string[] }
export type Holder = { id: string; emailCanonical: string; phoneNumber: string | null }
/** `proven`: the email stays reserved even if somebody else has verified it. */
export type Reservation = { emailCanonical: string; proven: boolean }

/** Every account that has one of the IDs, canonical emails or phone numbers. */
async function holdersOf({ ids, emails, phones }: Keys): Promise<Holder[]> {
  const columns = { id: users.id, emailCanonical: users.emailCanonical, phoneNumber: users.phoneNumber }
  const by = (column: AnyPgColumn, keys: string[], type: 'uuid' | 'text') => (db: Database) =>
    db
      .select(columns)
      .from(users)
      .where(sql`${column} = any(${sql.param(keys)}::${sql.raw(type)}[])`)
  // Three queries use three indexes; a single query would read the whole table.
  const found = await Promise.all([
    query(by(users.id, ids, 'uuid')),
    query(by(users.emailCanonical, emails, 'text')),
    query(by(users.phoneNumber, phones, 'text')),
  ])
  return found.flat()
}

/** The accounts and reservations that conflict with these keys. */
export async function findInTheWay(keys: Keys): Promise<{ holders: Holder[]; reservations: Reservation[] }> {
  const holders = await holdersOf(keys)
  // Reservations are read second, so that an email given up between the two queries is found reserved and not free.
  const reservations = await query((db) => {
    const reserved = (
      table: typeof emailUndos | typeof emailContests,
      proven: SQL,
      purpose: 'undo-email' | 'contest',
    ) =>
      db
        .select({ emailCanonical: table.emailCanonical, proven: sql<boolean>`${proven}` })
        .from(table)
        .where(
          and(
            sql`${table.emailCanonical} = any(${sql.param(keys.emails)}::text[])`,
            or(and(isOpen(purpose), gt(table.expiresAt, sql`now()`)), isParty(table)),
          ),
        )
    return reserved(emailUndos, sql`${emailUndos.reserved}`, 'undo-email').unionAll(
      reserved(emailContests, isParty(emailContests), 'contest'),
    )
  })
  return { holders, reservations }
}

/**
 * Inserts all rows with COPY or, if that fails, those without a conflict. Returns the IDs of the inserted rows. With `act`, which
 * the first accounts of an import have, it is recorded in the transaction that adds them; if none is added, it is not.
 */
export async function addImportedUsers(rows: ImportedUser[], act?: Act): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  if (act) return addFirst(rows, act)
  const copied = await query(async () => (await connection()).copyIn(COPY, rows.map(copyLine).join('')))
  if (copied) return new Set(rows.map(({ id }) => id))
  return query((db) => insertFree(db, rows))
}

function addFirst(rows: ImportedUser[], act: Act): Promise<Set<string>> {
  return transaction(async (tx) => {
    const added = await insertFree(tx, rows)
    if (added.size > 0) await recordAct(tx, act)
    return added
  })
}

async function insertFree(db: Database, rows: ImportedUser[]): Promise<Set<string>> {
  const added = await db.insert(users).values(rows.map(asValues)).onConflictDoNothing().returning({ id: users.id })
  return new Set(added.map(({ id }) => id))
}

// The hash comes last, because a server that logs a faulty line cuts it off before the end.
const COPY = `copy users (id, email, email_canonical, phone_number, first_name, last_name, name_key, last_name_key,
  email_verified_at, disabled_at, deletion_due_at, created_at, updated_at, password_hash) from stdin`

function copyLine(user: ImportedUser): string {
  const { id, email, emailCanonical, phoneNumber, firstName, lastName, createdAt, updatedAt, passwordHash } = user
  const { nameKey, lastNameKey } = nameKeys(user)
  const names = [id, email, emailCanonical, phoneNumber, firstName, lastName, nameKey, lastNameKey]
  const moments = [user.emailVerifiedAt, user.disabledAt, user.deletionDueAt, createdAt, updatedAt]
  return `${[...names, ...moments, passwordHash].map(copyText).join('\t')}\n`
}

function copyText(value: string | null | undefined): string {
  if (value === null || value === undefined) return '\\N'
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign]!) : value
}
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function asValues({ emailVerifiedAt, disabledAt, deletionDueAt, createdAt, updatedAt, ...user }: ImportedUser) {
  const moment = (text: string | undefined) => (text === undefined ? null : sql`${text}::timestamptz`)
  return {
    ...user,
    ...nameKeys(user),
    emailVerifiedAt: moment(emailVerifiedAt),
    disabledAt: moment(disabledAt),
    deletionDueAt: moment(deletionDueAt),
    createdAt: sql`${createdAt}::timestamptz`,
    updatedAt: sql`${updatedAt}::timestamptz`,
  }
}
