import postgres from 'postgres'
import { onPostgres } from '@/e2e/support/needs'
import { plugIn } from '@/e2e/support/servers/database-cable'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { uncaughtDuring } from '@/test/uncaught-during'
import { expect, test } from '@/test/unit'
import { stopWhenLost } from './stop-when-lost'

test('only its caller hears of a connection that is closed during a statement [J1]', { tag: onPostgres }, async () => {
  const database = await freshPostgres()
  const cable = await plugIn(new URL(database.url))
  const client = stopWhenLost(postgres(cable.url, { max: 1 }))
  const uncaught = await uncaughtDuring(async () => {
    const lost = client.begin('read only', async (tx) => {
      await tx`select 1`
      const asked = tx`select pg_sleep(20)`.execute()
      cable.pull()
      await asked
    })
    await expect(lost).rejects.toMatchObject({ code: 'CONNECTION_CLOSED' })
  })
  expect(uncaught).toEqual([])
  await client.end({ timeout: 0 })
  await database.drop()
})
