import { eq, inArray } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import type { SourceRow } from '@/lib/import/fields'
import { type ImportOptions, importUsers, type Tally } from '@/lib/import/import-users'
import { anAct } from '@/test/operator/an-act'

/** The hash of 'securepassword' that Passlib made at its lowest cost. */
export const PASSWORD = 'securepassword'
export const HASH = '$2b$04$U0hLSe0l2JLXfT0zLG9kAOG9RF.Nj4iViwKen8aKDDdfep/gKKcRq'

export type Line = { row: number; id?: string; email: string; problem: string; action: string; detail?: string }

/** A user of another system whose email and phone number no other test uses. */
export function aStranger(changes: SourceRow['fields'] = {}): SourceRow['fields'] & { email: string } {
  const { first_name, last_name, email, phone_number } = aPerson()
  const born = { created_at: '2021-03-04 05:06:07.123456' }
  return { id: '1', first_name, last_name, email, phone_number, password_hash: HASH, ...born, ...changes } as never
}

/** Imports these people and collects the report. */
export function bring(people: SourceRow['fields'][], options: Partial<ImportOptions> = {}) {
  return bringRows(
    people.map((fields, index) => ({ row: index + 1, fields })),
    options,
  )
}

export async function bringRows(from: SourceRow[], options: Partial<ImportOptions> = {}) {
  const lines: Line[] = []
  const report = { write: async (more: Line[]) => void lines.push(...more) }
  const done = { source: 'test' }
  let last: Tally | undefined
  async function* rows() {
    yield from
  }
  for await (last of importUsers(rows(), { apply: true, report, done, act: anAct('test'), ...options }));
  return { ...last!, lines, told: lines.map(({ row, problem }) => `${row} ${problem}`) }
}

export async function accountWith(email: string) {
  const [user] = await query((db) => db.select().from(users).where(eq(users.email, email)))
  return user
}

export async function accountsWith(emails: string[]) {
  return query((db) => db.select().from(users).where(inArray(users.email, emails)).orderBy(users.id))
}
