import { desc, eq, type SQL } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import type { UserLinkPurpose } from '@/db/links'
import { emailChanges, emailContests, emailUndos, emailVerifications, notMeLinks, passwordResets } from '@/db/schema'
import { readLink, signLinkToken } from '@/lib/links/mailed-link'

const tables = {
  'password-reset': passwordResets,
  'verify-email': emailVerifications,
  'confirm-email': emailChanges,
  'undo-email': emailUndos,
  'not-me': notMeLinks,
  contest: emailContests,
}
export const userLinkPurposes = Object.keys(tables) as UserLinkPurpose[]

/** Every table of links has the columns of this table. */
const tableOf = (purpose: UserLinkPurpose) => tables[purpose] as typeof passwordResets

export type MadeLink = { id: string; token: string }

/** The account's newest link of that kind, with the token that is in its email. */
export async function newestLink(purpose: UserLinkPurpose, { id: userId }: Pick<User, 'id'>): Promise<MadeLink> {
  const table = tableOf(purpose)
  const [row] = await query((db) =>
    db.select().from(table).where(eq(table.userId, userId)).orderBy(desc(table.id)).limit(1),
  )
  if (!row) throw new Error(`This account has no ${purpose}.`)
  return { id: row.id, token: await signLinkToken(purpose, { ...row, subject: userId }) }
}

export async function linkRow(purpose: UserLinkPurpose, id: string) {
  const table = tableOf(purpose)
  const [row] = await query((db) => db.select().from(table).where(eq(table.id, id)))
  return row
}

type Changes = { usedAt?: SQL; replacedAt?: SQL; expiresAt?: SQL; createdAt?: SQL }

/** Changes the times of a link, which makes it expired, used or replaced. */
export async function changeLink(purpose: UserLinkPurpose, id: string, changes: Changes): Promise<void> {
  const table = tableOf(purpose)
  await query((db) => db.update(table).set(changes).where(eq(table.id, id)))
}

export async function stateOfLink(purpose: UserLinkPurpose, { token }: { token: string }): Promise<string> {
  return (await readLink(purpose, token)).state
}
