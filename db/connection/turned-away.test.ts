import { createServer } from 'node:net'
import postgres from 'postgres'
import { throttles } from '@/db/schema'
import { onPostgres, thorough } from '@/e2e/support/needs'
import { freePort } from '@/e2e/support/servers/free-port'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { isReady } from '@/lib/process/readiness'
import { isUnavailable } from '@/lib/unavailable'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { closeDatabase, query, transaction } from './client'

type Place = { database: string; role: string }

/** In `npm test`: one failure when connecting, one of the role and one of the statement. */
const usual = ['55000', '28000', '25006']

/** What an operator or a failing server may do to a database in use. `code` is the resulting SQLSTATE. */
const outages: Record<string, { code: string; begins: (place: Place) => string; ends: (place: Place) => string }> = {
  'the database is closed to connections': {
    code: '55000',
    begins: ({ database }) => `alter database ${database} with allow_connections false`,
    ends: ({ database }) => `alter database ${database} with allow_connections true`,
  },
  'the database is full': {
    code: '53300',
    begins: ({ database }) => `alter database ${database} with connection limit 0`,
    ends: ({ database }) => `alter database ${database} with connection limit -1`,
  },
  'the database is renamed': {
    code: '3D000',
    begins: ({ database }) => `alter database ${database} rename to ${database}_away`,
    ends: ({ database }) => `alter database ${database}_away rename to ${database}`,
  },
  'the role may not log in': {
    code: '28000',
    begins: ({ role }) => `alter role ${role} nologin`,
    ends: ({ role }) => `alter role ${role} login`,
  },
  'the role may not connect': {
    code: '42501',
    begins: ({ database }) => `revoke connect on database ${database} from public`,
    ends: ({ database }) => `grant connect on database ${database} to public`,
  },
  'the database is read-only': {
    code: '25006',
    begins: ({ database }) => `alter database ${database} set default_transaction_read_only = on`,
    ends: ({ database }) => `alter database ${database} reset default_transaction_read_only`,
  },
}

/** Three calls at once, because a connection waits half a second before it is made again. */
const together = { connections: 3 }

for (const [what, { code, begins, ends }] of Object.entries(outages)) {
  test(`while ${what}, calls throw Unavailable, and afterwards they work again [J1]`, {
    tag: usual.includes(code) ? onPostgres : [onPostgres, thorough],
  }, async () => {
    const place = await databaseInUse()
    await place.use(async () => {
      expect([await isReady(), await write()]).toEqual([true, 'written'])
      await place.sayAndSendAway(begins(place))
      const failures = [await write(), ...(await Promise.all([write(), writeInTransaction(), failureOf(read())]))]
      expect(failures.map(isUnavailable)).toEqual([true, true, true, true])
      expect(failures.at(-1)).toMatchObject({ retryAfterSeconds: 5, cause: { code } })
      expect(await isReady()).toBe(false)

      await place.say(ends(place))
      expect([await write(), await writeInTransaction(), await isReady()]).toEqual(['written', 'written', true])
    }, together)
    await place.drop()
  })
}

test('connections to a server that has become read-only are replaced with new ones [J1]', {
  tag: onPostgres,
}, async () => {
  const place = await databaseInUse()
  await place.use(async () => {
    for (const notices of [write, isReady]) {
      await query((db) => db.execute('set session characteristics as transaction read only'))
      expect(await notices()).not.toBe('written')
      expect(await write()).toBe('written')
    }
  })
  await place.drop()
})

test('a role that has never been able to log in is a configuration error', { tag: onPostgres }, async () => {
  const place = await databaseInUse()
  await place.say(`alter role ${place.role} nologin`)
  await place.use(async () => {
    const failure = await write()
    expect([isUnavailable(failure), failure]).toMatchObject([false, { code: '28000' }])
  })
  await place.drop()
})

test('of several servers, the one that answers is found [J1]', { tag: onPostgres }, async () => {
  const place = await databaseInUse()
  const url = new URL(place.url)
  const hosts = `localhost:${await freePort()},${url.host}`
  await place.use(async () => expect(await write()).toBe('written'), { said: place.url.replace(url.host, hosts) })
  await place.drop()
})

test('a proxy without a server that closes the connection is reported as Unavailable at once [J1]', async () => {
  const port = await freePort()
  let connections = 0
  const proxy = createServer((socket) => {
    connections += 1
    socket.on('error', () => {}).end()
  }).listen(port, '127.0.0.1')
  await closeDatabase()
  const began = Date.now()
  await withSettings({ DATABASE_URL: `postgres://rekey@127.0.0.1:${port}/rekey` }, async () => {
    expect(isUnavailable(await failureOf(read()))).toBe(true)
  })
  expect([Date.now() - began < 7_000, connections < 5]).toEqual([true, true])
  proxy.close()
  await closeDatabase()
})

/** A database with a role for the server, used over one connection unless a test needs more. */
async function databaseInUse() {
  const { url, drop } = await freshPostgres({ migrated: true })
  const database = new URL(url).pathname.slice(1)
  const role = `${database}_app`
  const own = new URL(url)
  own.username = role
  const say = (statement: string) => onServer(statement)
  await say(`create role ${role} login`)
  await onServer(`grant all on all tables in schema public to ${role}`, url)
  await onServer(
    `grant usage on schema drizzle to ${role}; grant select on all tables in schema drizzle to ${role}`,
    url,
  )
  return {
    url: own.href,
    database,
    role,
    say,
    /** Ends the role's connections first, because a database in use cannot be renamed. */
    async sayAndSendAway(statement: string) {
      const away = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`
      await say(away)
      await expect.poll(async () => (await say(away)).length).toBe(0)
      await say(statement)
    },
    async use(work: () => Promise<void>, { said = own.href, connections = 1 } = {}) {
      await closeDatabase()
      await withSettings({ DATABASE_URL: said, DATABASE_POOL_SIZE: String(connections) }, async () => {
        await work()
        await closeDatabase()
      })
    },
    async drop() {
      await onServer(`drop owned by ${role}`, url)
      await drop()
      await say(`drop role ${role}`)
    },
  }
}

async function onServer(statement: string, url = process.env.TEST_DATABASE_URL!) {
  const client = postgres(url, { max: 1, onnotice: () => {} })
  const rows = await client.unsafe(statement)
  await client.end()
  return rows
}

const write = () => failureOf(query((db) => db.delete(throttles).then(() => 'written')))
const writeInTransaction = () => failureOf(transaction((tx) => tx.delete(throttles).then(() => 'written')))
const read = () => query((db) => db.select().from(throttles).limit(1))

function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error) => error)
}
