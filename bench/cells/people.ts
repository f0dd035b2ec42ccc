import postgres from 'postgres'
import { closeDatabase } from '@/db/connection/client'
import { migrate } from '@/db/migrate'
import { neutral } from '@/e2e/support/servers/neutral-environment'
import { freshPostgres } from '@/e2e/support/servers/test-database'
import { config } from '@/lib/config'
import { atMost, type Cell, type Lane, type Sample } from '../cell'
import { explain } from '../growth/explain'
import { fillTable } from '../growth/fill'
import { surroundings } from '../growth/growth'
import { sizes } from '../growth/sizes'
import { accounts } from '../people/accounts.sql'
import { type Search, searches } from '../people/searches'

const CALLS_AT_LEAST = 300

/** How long operators wait for each list and each search, which includes its act, in one large installation. */
export const people: Cell = {
  name: 'people',
  title: 'Operators’ lists and searches: milliseconds',
  async open(bench) {
    await bench.postgres()
    const users = Math.max(...bench.options.users)
    const { url, drop } = await freshPostgres()
    Object.assign(process.env, neutral, surroundings(), { DATABASE_URL: url })
    config().DATABASE_URL = url
    const sql = postgres(url, { max: 2, onnotice: () => {} })
    await migrate()
    for (const [table, statement] of accounts(users)) await fillTable(sql, table, statement)
    await sql.unsafe('vacuum (analyze)')
    const all = await searches(sql, users)
    const bytes = (await sizes(sql))
      .filter(({ table }) => table === 'users')
      .reduce((sum, one) => sum + one.bytesPerUser, 0)
    const plans = new Map<string, string>()
    const lanes = Object.entries(all).map(
      ([name, calls]): Lane => ({
        name,
        async measure(seconds) {
          plans.set(name, await indexesOf(calls[0]!))
          return measure(calls, seconds)
        },
      }),
    )
    return {
      lanes,
      judge: (rounds) => lanes.map(({ name }) => atMost(`${name}: p99`, rounds.median(name, 'p99'), 150)),
      notes: () => [describe(users, bytes, plans)],
      async close() {
        await closeDatabase()
        await sql.end()
        await drop()
      },
    }
  },
}

async function measure(calls: Search[], seconds: number): Promise<Sample> {
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  for (let n = 0; n < CALLS_AT_LEAST || performance.now() < end; n++) {
    const begun = performance.now()
    const result = await calls[n % calls.length]!()
    times.push(performance.now() - begun)
    // A refusal must not count as speed.
    if (!result.ok) throw new Error(`${result.code} ${JSON.stringify(result.fields)}`)
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1]!
  return { p50: at(0.5), p99: at(0.99), most: at(1) }
}

/** The indexes that the statements of a search use, and whether one of them reads the whole table of accounts. */
async function indexesOf(search: Search): Promise<string> {
  const plans = (await explain(search)).map(({ plan }) => plan).join('\n')
  const used = [...plans.matchAll(/Index (?:Only )?Scan (?:Backward )?(?:using (\w+) )?on (\w+)/g)]
  const whole = /Seq Scan on users\b/.test(plans) ? ['the whole table'] : []
  return [...new Set([...used.map(([, index, name]) => index ?? name!), ...whole])].join(', ')
}

function describe(users: number, bytes: number, plans: Map<string, string>): string {
  const rows = [...plans].map(([name, indexes]) => `| ${name} | ${indexes} |`)
  const count = `${users.toLocaleString('en')} accounts of ${bytes.toFixed(0)} bytes each with their indexes`
  const head = `The indexes that one call each used, with ${count}:`
  return [head, '', '| | indexes |', '|---|---|', ...rows].join('\n')
}
