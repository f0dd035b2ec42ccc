import { and, eq, isNull, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { setAside } from './set-aside/set-aside'
import { recoveryCodes } from './tables'

/** Whether a code is one of the account's and not used yet. Only `useCode` uses it up. */
export async function isUnusedCode(userId: string, codeHash: string): Promise<boolean> {
  return (await query((db) => db.$count(recoveryCodes, isUnused(userId, codeHash)))) === 1
}

/** Uses up a code, in the transaction of what it allows: of any number of racing calls, exactly one gets true. */
export async function useCode(tx: Database, userId: string, codeHash: string): Promise<boolean> {
  const used = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`now()` })
    .where(isUnused(userId, codeHash))
    .returning({ id: recoveryCodes.id })
  return used.length === 1
}

const isUnused = (userId: string, codeHash: string) => and(isLeft(userId), eq(recoveryCodes.codeHash, codeHash))

const isLeft = (userId: string) => and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt))

/** How many codes are left. */
export function countLeft(tx: Database, userId: string): Promise<number> {
  return tx.$count(recoveryCodes, isLeft(userId))
}

export type RecoveryCodes = { left: number; madeAt: Date; saved: boolean }

/** How many codes of the account are left, when they were made, and whether its owner said that they are saved. */
export async function countRecoveryCodes(userId: string): Promise<RecoveryCodes | undefined> {
  const { createdAt, savedAt, usedAt } = recoveryCodes
  const [codes] = await query((db) =>
    db
      .select({
        left: sql`count(*) filter (where ${usedAt} is null)`.mapWith(Number),
        madeAt: sql<Date>`max(${createdAt})`.mapWith(createdAt),
        saved: sql<boolean>`bool_and(${savedAt} is not null)`,
      })
      .from(recoveryCodes)
      .where(eq(recoveryCodes.userId, userId))
      .groupBy(recoveryCodes.userId),
  )
  return codes
}

/** Records that the account owner has saved the codes. */
export async function markCodesSaved(userId: string): Promise<void> {
  const unsaved = and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.savedAt))
  await query((db) => db.update(recoveryCodes).set({ savedAt: sql`now()` }).where(unsaved))
}

/** Replaces all codes of the account, used and unused. Only "this wasn't me" can bring the former ones back. */
export async function replaceCodes(tx: Database, userId: string, codeHashes: string[]): Promise<void> {
  await setAside(tx, userId, { kind: 'recovery-codes', as: 'removed' })
  await tx.insert(recoveryCodes).values(codeHashes.map((codeHash) => ({ userId, codeHash })))
}
