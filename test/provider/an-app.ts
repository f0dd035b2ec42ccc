import { randomBytes, randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { type ClientRow, insertClient } from '@/db/provider/clients'
import { appLogins, consents, logoutNotices, providerRecords } from '@/db/provider/login-tables'
import { clients, clientUsers } from '@/db/provider/tables'
import { sessions } from '@/db/schema'
import { loggedIn } from '@/test/accounts/logged-in'
import { anAct } from '@/test/operator/an-act'

/** A client that no other test knows, and that wants to be told about logouts. */
export async function anApp(fields: Partial<ClientRow> = {}): Promise<ClientRow> {
  const id = `test-${randomBytes(6).toString('hex')}`
  const app = {
    id,
    name: `Wiki ${id}`,
    kind: 'web' as const,
    redirectUris: [`https://${id}.example.com/callback`],
    backchannelUri: `https://${id}.example.com/logout`,
    scopes: ['openid', 'profile', 'email'],
    ...fields,
  }
  const client = await insertClient(anAct(), app, 10_000)
  if (typeof client === 'string') throw new Error(client)
  return client
}

/** Logs a user in to an app from a new session, as far as the tables tell. */
export async function enterApp(user: User, app: ClientRow) {
  const { tokenHash } = await loggedIn(user, 'browser')
  return query(async (db) => {
    const [session] = await db.select().from(sessions).where(eq(sessions.tokenHash, tokenHash))
    const ids = { clientId: app.id, userId: user.id }
    const record = { ...ids, payload: {}, expiresAt: new Date(Date.now() + 3_600_000) }
    await db.insert(appLogins).values({ clientId: app.id, sessionId: session!.id, sid: randomUUID() })
    await db.insert(providerRecords).values([
      { ...record, kind: 'AccessToken', idHash: randomUUID(), sessionId: session!.id },
      { ...record, kind: 'Grant', idHash: randomUUID(), payload: { offline: true } },
    ])
    await db
      .insert(consents)
      .values({ ...ids, scopes: ['openid', 'email'] })
      .onConflictDoNothing()
    return session!
  })
}

/** How many rows there are of an app, or of one user of it. */
export async function rowsOfApp({ id }: Pick<ClientRow, 'id'>, user?: Pick<User, 'id'>) {
  return query(async (db) => {
    const notices = await db.select().from(logoutNotices).where(eq(logoutNotices.clientId, id))
    const records = await db.select().from(providerRecords).where(eq(providerRecords.clientId, id))
    const allowed = await db.select().from(consents).where(eq(consents.clientId, id))
    const listed = await db.select().from(clientUsers).where(eq(clientUsers.clientId, id))
    const logins = await db
      .select({ userId: sessions.userId, sid: appLogins.sid })
      .from(appLogins)
      .innerJoin(sessions, eq(sessions.id, appLogins.sessionId))
      .where(eq(appLogins.clientId, id))
    const isTheirs = (row: { userId: string | null }) => !user || row.userId === user.id
    return {
      client: (await db.select().from(clients).where(eq(clients.id, id)))[0],
      notices: notices.filter(({ sub }) => !user || sub === user.id),
      records: records.filter(isTheirs),
      consents: allowed.filter(isTheirs),
      listed: listed.filter(isTheirs),
      logins: logins.filter(isTheirs),
    }
  })
}
