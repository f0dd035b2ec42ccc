import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { Transform } from 'node:stream'
import { sql } from 'drizzle-orm'
import { users } from '@/db/schema'
import { onPostgres } from '@/e2e/support/needs'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { openPostgres } from './postgres'

test('the server keeps named prepared statements and no others', { tag: onPostgres }, async () => {
  expect(await keptBy(process.env.DATABASE_URL!)).toBe(1)
})

test('behind a pooler, which gives each transaction another connection, no prepared statement is kept [J8]', {
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

/** Replaces the process ID for cancel requests (BackendKeyData), as poolers do. */
function withKeyOfItsOwn(): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      const key = chunk.indexOf(Buffer.from([0x4b, 0, 0, 0, 12]))
      if (key >= 0) chunk.writeUInt32BE(0x7fffffff, key + 5)
      done(null, chunk)
    },
  })
}

/** How many prepared statements a connection keeps after a named and an unnamed one. */
async function keptBy(url: string): Promise<number> {
  const { db, close } = await withSettings({ DATABASE_POOL_SIZE: '1' }, () => openPostgres(url))
  const some = db.select({ id: users.id }).from(users).limit(1)
  await some
  await some.prepare('some').execute()
  await some.prepare('some').execute()
  // The driver itself prepares a statement to read the types of arrays.
  const ours = sql`pg_prepared_statements where statement like '%"users"%'`
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(ours)
  await close()
  return row!.count
}
