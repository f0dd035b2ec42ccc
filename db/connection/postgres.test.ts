import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { Transform } from 'node:stream'
import { sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { onPostgres } from '@/e2e/support/needs'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { openPostgres } from './postgres'

test('the server keeps the statements that are named, and none of the others', { tag: onPostgres }, async () => {
  expect(await keptBy(process.env.DATABASE_URL!)).toBe(1)
})

test('behind a pooler, which hands each transaction another connection, none is kept [J8]', {
  tag: onPostgres,
}, async () => {
  const pooler = createServer((client) => {
    const { hostname, port } = new URL(process.env.DATABASE_URL!)
    const server = connect(Number(port), hostname)
    client.pipe(server).pipe(withKeyOfItsOwn()).pipe(client)
    for (const each of [client, server]) each.on('error', () => {})
  }).listen(0, '127.0.0.1')
  await once(pooler, 'listening')
  const url = new URL(process.env.DATABASE_URL!)
  url.port = String((pooler.address() as AddressInfo).port)
  expect(await keptBy(url.href)).toBe(0)
  pooler.close()
})

/** As poolers do, it names a process of its own as the one that can be told to cancel (BackendKeyData). */
function withKeyOfItsOwn(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const key = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
      if (key >= 0) chunk.writeUInt32BE(0x7fffffff, key + 5)
      done(null, chunk)
    },
  })
}

/** How many statements a connection holds after one that was named and one that was not. */
async function keptBy(url: string): Promise<number> {
  const { db, close } = await withSettings({ DATABASE_POOL_SIZE: '1' }, () => openPostgres(url))
  const some = db.select({ id: users.id }).from(users).limit(1)
  await some
  await some.prepare('some').execute()
  await some.prepare('some').execute()
  // The driver has one of its own, which asks for the types of arrays.
  const ours = sql`pg_prepared_statements where statement like '%"users"%'`
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(ours)
  await close()
  return row!.count
}
