import { eq, inArray, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { logoutNotices, providerRecords } from '@/db/provider/login-tables'
import { clientFaults } from '@/db/provider/tables'
import { changeAccount } from '@/test/accounts/account-now'
import { agedId } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { addRecord, aNotice, anApp, appRowsOf } from '@/test/provider/app-rows'
import { sweepOnce } from '@/test/sweep-once'
import { expect, test } from '@/test/unit'
import { removeSome } from './remove-aged'

const keep = { links: 30, registrations: 7, mails: 90, events: 400 }
const daysAgo = (days: number) => sql<Date>`now() - make_interval(days => ${days})`
test.describe.configure({ mode: 'serial' })

test('records of the provider are removed when they expire [P35]', async () => {
  const [user, app] = [await someone(), await anApp()]
  await addRecord(user, app, { kind: 'AccessToken', expiresAt: daysAgo(1) as never })
  await addRecord(user, app, { kind: 'RefreshToken' })
  const [id, kind] = [crypto.randomUUID(), 'Interaction']
  await query((db) => db.insert(providerRecords).values({ kind, idHash: id, payload: {}, expiresAt: daysAgo(1) }))
  await sweepOnce(keep)
  expect((await appRowsOf(user)).records).toMatchObject([{ kind: 'RefreshToken' }])
  expect(await query((db) => db.$count(providerRecords, eq(providerRecords.idHash, id)))).toBe(0)
})

test('logout notices are removed 90 days after they were queued, unless they are still to be sent', async () => {
  const [old, young] = [91, 89].map((days) => ({ id: agedId(days), createdAt: daysAgo(days) as never }))
  const gone = await aNotice({ ...old!, status: 'failed' })
  const left = [
    await aNotice({ ...young!, status: 'told' }),
    await aNotice({ ...old!, id: agedId(91), status: 'queued' }),
  ]
  await sweepOnce(keep)
  const ids = [gone, ...left].map(({ id }) => id)
  const rows = await query((db) => db.select().from(logoutNotices).where(inArray(logoutNotices.id, ids)))
  expect(rows.map(({ id }) => id).sort()).toEqual(left.map(({ id }) => id).sort())
  await query((db) => db.delete(logoutNotices).where(inArray(logoutNotices.id, ids)))
})

test('faults of apps are removed after 90 days without another', async () => {
  const { id: clientId } = await anApp()
  const fault = { clientId, detail: 'A redirect to an address that is not registered.' }
  await query((db) =>
    db.insert(clientFaults).values([
      { ...fault, code: 'old', lastAt: daysAgo(91) },
      { ...fault, code: 'young', lastAt: daysAgo(89) },
    ]),
  )
  await sweepOnce(keep)
  const left = await query((db) => db.select().from(clientFaults).where(eq(clientFaults.clientId, clientId)))
  expect(left).toMatchObject([{ code: 'young' }])
})

test('a batch of rows with a key of two columns has no more rows than asked for', async () => {
  const [user, app] = [await someone(), await anApp()]
  for (let count = 0; count < 5; count++) await addRecord(user, app, { kind: 'AccessToken' })
  const { kind, idHash, userId } = providerRecords
  const removed = await query((db) => removeSome(db, providerRecords, [kind, idHash], eq(userId, user.id), 3))
  expect(removed).toBe(3)
  expect((await appRowsOf(user)).records).toHaveLength(2)
})

test('the records of an account that is due for deletion are removed before it, in batches', async () => {
  const [user, app] = [await someone(), await anApp()]
  await query((db) =>
    db.execute(sql`
      insert into ${providerRecords} (kind, id_hash, user_id, client_id, payload, expires_at)
      select 'AccessToken', ${user.id} || '/' || n, ${user.id}::uuid, ${app.id}, '{}', now() + interval '1 hour'
      from generate_series(1, 1500) as n`),
  )
  await changeAccount(user, { deletionDueAt: sql`now()` })
  const statements = await statementsOf(() => sweepOnce(keep))
  expect(
    statements.filter((one) => /"batch".*"deletion_due_at".*delete from "provider_records"/.test(one)),
  ).toHaveLength(1)
  while ((await sweepOnce(keep))?.more);
  expect((await appRowsOf(user)).records).toEqual([])
})
