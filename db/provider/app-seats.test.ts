import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { deleteSession } from '@/db/sessions/revoke-sessions'
import { onPostgres, race } from '@/e2e/support/needs'
import { someone } from '@/test/accounts/someone'
import { atOnce } from '@/test/at-once'
import { anAct } from '@/test/operator/an-act'
import { anApp, enterApp } from '@/test/provider/an-app'
import { expect, test } from '@/test/unit'
import { putSeat } from './app-seats'
import { disableClient } from './client-changes'
import { appSeats, providerRecords } from './login-tables'
import { removeApp } from './remove-app'

const host = 'wiki.example.com'

/** A login at an app behind a proxy whose seat has not been taken yet. */
async function anEntry() {
  const [user, app] = [await someone({ passwordHash: 'none' }), await anApp({ kind: 'proxy', backchannelUri: null })]
  const { id: sessionId } = await enterApp(user, app)
  const isToken = and(eq(providerRecords.sessionId, sessionId), eq(providerRecords.kind, 'AccessToken'))
  const [token] = await query((db) => db.select().from(providerRecords).where(isToken))
  const take = (accessTokenHash = token!.idHash) =>
    putSeat({ userId: user.id, sessionId, clientId: app.id }, { tokenHash: randomUUID(), host, accessTokenHash })
  return { user, app, sessionId, take }
}

const seatsOf = ({ id }: { id: string }) => query((db) => db.select().from(appSeats).where(eq(appSeats.clientId, id)))

test('of twenty browsers that take the seat of one login at once, one gets it', { tag: race }, async () => {
  const { app, take } = await anEntry()
  const taken = await atOnce(20, () => take())
  expect(taken.filter(Boolean)).toHaveLength(1)
  expect(await seatsOf(app)).toHaveLength(1)
})

test('a seat is taken with an access token of the same login alone', async () => {
  const [one, other] = [await anEntry(), await anEntry()]
  const foreign = eq(providerRecords.sessionId, other.sessionId)
  const [token] = await query((db) => db.select().from(providerRecords).where(foreign))
  expect([await one.take(token!.idHash), await one.take('made up'), await one.take()]).toEqual([false, false, true])
})

type Entry = Awaited<ReturnType<typeof anEntry>>
const ends: [what: string, end: (entry: Entry) => Promise<unknown>][] = [
  ['its session ends', ({ user, sessionId }) => deleteSession(user.id, sessionId, {})],
  ['its access is removed', ({ user, app }) => removeApp(user.id, app.id)],
  ['its app is disabled', ({ app }) => disableClient(anAct(), app.id)],
]
for (const [what, end] of ends) {
  test(`a seat that is taken while ${what} does not outlive it, and neither waits for the other [P32]`, {
    tag: [race, onPostgres],
  }, async () => {
    for (let round = 0; round < 10; round++) {
      const entry = await anEntry()
      const [taken] = await Promise.all([entry.take(), end(entry)])
      expect([true, false]).toContain(taken)
      expect(await seatsOf(entry.app)).toEqual([])
    }
  })
}
