import { and, desc, eq, gte, lt, notInArray } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import type { StaffRole } from '@/db/staff/tables'
import { uuidV7 } from '@/db/uuid-v7'
import { type Facts, operatorActs } from './tables'

/** A command that an operator runs: its name, where and by whom it is run and why, and what is known so far of what it is about. */
export type Act = {
  name: string
  via: ActRow['via']
  operator: string
  /** In the console, what the member of staff may do. */
  role?: StaffRole
  reason: string | null
  userId?: string
  facts: Facts
}

export type ActRow = typeof operatorActs.$inferSelect

/** Records the act as done. `tx` is the transaction of what it does, so that neither can be there without the other. */
export function recordAct(tx: Database, act: Act, facts: Facts = {}): Promise<void> {
  return insert(tx, { ...act, facts: { ...act.facts, ...facts } }, null)
}

/** Records an act that changed nothing, such as looking at an account. */
export function recordActAlone(act: Act, facts: Facts = {}): Promise<void> {
  return query((db) => recordAct(db, act, facts))
}

/** Records that the act was refused, after everything that it began was rolled back. */
export function recordRefusedAct(act: Act, refused: string): Promise<void> {
  return query((db) => insert(db, act, refused))
}

async function insert(db: Database, { name, via, operator, reason, userId, facts }: Act, refused: string | null) {
  await db.insert(operatorActs).values({ id: uuidV7, via, operator, act: name, userId, reason, facts, refused })
}

/** `from` and `to` are moments; `without` are names of commands; `after` is the ID of the last act on the previous page. */
export type ActPage = {
  userId?: string
  act?: string
  without?: string[]
  operator?: string
  via?: ActRow['via']
  from?: Date
  to?: Date
  after?: string
  limit: number
}

/** One page of the acts, newest first. */
export function findActs({ userId, act, without, operator, via, from, to, after, limit }: ActPage): Promise<ActRow[]> {
  const { id } = operatorActs
  const which = and(
    userId === undefined ? undefined : eq(operatorActs.userId, userId),
    act === undefined ? undefined : eq(operatorActs.act, act),
    without && notInArray(operatorActs.act, without),
    operator === undefined ? undefined : eq(operatorActs.operator, operator),
    via === undefined ? undefined : eq(operatorActs.via, via),
    from && gte(id, firstIdAt(from)),
    to && lt(id, firstIdAt(to)),
    after === undefined ? undefined : lt(id, after),
  )
  return query((db) => db.select().from(operatorActs).where(which).orderBy(desc(id)).limit(limit))
}

/** IDs begin with their time, so that days need no index of their own. */
export function firstIdAt(moment: Date): string {
  const time = Math.max(0, moment.getTime()).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
