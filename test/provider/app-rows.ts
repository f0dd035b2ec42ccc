import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { appLogins, consents, logoutNotices, providerRecords } from '@/db/provider/login-tables'
import { clients } from '@/db/provider/tables'
import { sessions } from '@/db/schema'

type Account = Pick<User, 'id'>
type Notice = typeof logoutNotices.$inferSelect
export type App = typeof clients.$inferSelect
const name = () => randomUUID()
const inAnHour = sql`now() + interval '1 hour'`

/** An app of its own, which wants to be told of logouts unless the test says otherwise. */
export async function anApp(fields: Partial<App> = {}): Promise<App> {
  const id = `app-${name()}`
  const app = { id, name: 'Wiki', kind: 'web' as const, backchannelUri: `https://${id}.example.com/logout`, ...fields }
  const [row] = await query((db) => db.insert(clients).values(app).returning())
  return row!
}

/** A session of a browser, without the login that starts one. */
export async function aSession({ id: userId }: Account): Promise<{ id: string; tokenHash: string }> {
  const row = { userId, kind: 'browser' as const, tokenHash: name(), expiresAt: inAnHour }
  const { id, tokenHash } = sessions
  const [session] = await query((db) => db.insert(sessions).values(row).returning({ id, tokenHash }))
  return session!
}

/** Logs a session in to an app, with a grant and a token that end with the session. Returns the session's name there. */
export async function enterApp(user: Account, sessionId: string, app: App): Promise<string> {
  const sid = name()
  await query((db) => db.insert(appLogins).values({ sessionId, clientId: app.id, sid }))
  for (const kind of ['Grant', 'RefreshToken']) await addRecord(user, app, { kind, sessionId })
  return sid
}

/** Lets an app act for the account without a session, with the owner's consent. */
export async function grantOffline(user: Account, app: App): Promise<void> {
  for (const kind of ['Grant', 'RefreshToken']) await addRecord(user, app, { kind, sessionId: null })
  await query((db) => db.insert(consents).values({ userId: user.id, clientId: app.id, scopes: ['openid'] }))
}

export async function addRecord(
  { id: userId }: Account,
  { id: clientId }: App,
  more: Partial<typeof providerRecords.$inferInsert> & Pick<typeof providerRecords.$inferInsert, 'kind'>,
): Promise<void> {
  const row = { userId, clientId, idHash: name(), payload: {}, expiresAt: inAnHour, ...more }
  await query((db) => db.insert(providerRecords).values(row))
}

/** What apps have of an account: the sessions of its records, the apps it has allowed, and who is told of which logout. */
export function appRowsOf({ id }: Account) {
  return query(async (db) => {
    const notices = await db.select().from(logoutNotices).where(eq(logoutNotices.sub, id)).orderBy(logoutNotices.id)
    const { kind, sessionId } = providerRecords
    return {
      records: await db.select({ kind, sessionId }).from(providerRecords).where(eq(providerRecords.userId, id)),
      consents: await db.select().from(consents).where(eq(consents.userId, id)),
      notices,
      told: notices.map(({ sid, cause }) => `${cause} ${sid}`).sort(),
    }
  })
}

/** A notice that is due now. */
export async function aNotice(fields: Partial<Notice> = {}): Promise<Notice> {
  const [clientId, sub, sid] = [`app-${name()}`, name(), name()]
  const row = { clientId, clientName: 'Wiki', uri: 'http://127.0.0.1:2/', alg: 'RS256' as const, sub, sid }
  const values = { ...row, cause: 'logout', ...fields }
  const [notice] = await query((db) => db.insert(logoutNotices).values(values).returning())
  return notice!
}
