import { neutral } from '@/e2e/support/servers/neutral-environment'
import { disableClient } from '@/lib/clients/switch-client'
import { atMost, type Cell, type Lane, type Sample } from '../cell'
import type { Explained } from '../growth/explain'
import { surroundings } from '../growth/growth'
import { cases, casesOfLargeClient } from '../records/cases'
import { type Installation, installRecords } from '../records/installation'
import { hangingApp, loginsAt } from '../records/logins-by-http'
import { LARGE_CLIENT } from '../records/rows.sql'

/** Their time is that of the rows they change, of which a large client has more. */
const CALLS_OF_LARGE = 5
const SAME_ORDER = 10

/** How long PostgreSQL takes for what apps have stored, with few records and with a million. */
export const records: Cell = {
  name: 'records',
  title: 'What apps have stored: milliseconds, by number of records',
  async open(bench) {
    await bench.postgres()
    Object.assign(process.env, neutral, surroundings())
    const made: Installation[] = []
    for (const size of bench.options.records) made.push(await installRecords(size, await hangingApp(bench)))
    const plans = new Map<string, Explained[]>()
    const inPostgres = Object.entries({ ...cases, ...casesOfLargeClient }).map(
      ([name, run]): Lane => ({
        name,
        measure: () =>
          ofEach(made, async (one) => {
            const found = await one.measure(run, name in cases ? undefined : CALLS_OF_LARGE)
            plans.set(name, found.statements)
            return found
          }),
      }),
    )
    const lanes: Lane[] = [
      ...inPostgres,
      {
        name: 'a login at an app, by HTTP',
        measure: (seconds) => ofEach(made, (one) => loginsAt(bench, one.url, seconds / made.length)),
      },
      // The last, because it leaves nothing of the client.
      { name: 'clients disable, the large one', measure: () => ofEach(made, disable) },
    ]
    const [least, most] = [made[0]!, made.at(-1)!]
    return {
      rounds: 1,
      lanes,
      judge: (rounds) => [
        ...[...Object.keys(cases), 'a login at an app, by HTTP'].map((name) => {
          const p50 = (one: Installation) => rounds.median(name, `${sizeOf(one)} p50`)
          return atMost(`${name}: ${sizeOf(most)} compared with ${sizeOf(least)}`, p50(most) / p50(least), SAME_ORDER)
        }),
        atMost(
          'plans that read a whole large table',
          Object.keys(cases).filter((name) => readsAll(plans.get(name)!)).length,
          0,
        ),
      ],
      notes: () => [describe(most), indexesOf(plans)],
      async close() {
        for (const { drop } of made) await drop()
      },
    }
  },
}

const sizeOf = ({ records }: Installation) => records.toLocaleString('en')

async function ofEach(
  made: Installation[],
  measure: (one: Installation) => Promise<{ p50: number; p99: number }>,
): Promise<Sample> {
  const found: [string, number][] = []
  for (const one of made) {
    const { p50, p99 } = await measure(one)
    found.push([`${sizeOf(one)} p50`, p50], [`${sizeOf(one)} p99`, p99])
  }
  return Object.fromEntries(found)
}

/** All its transactions, as an operator waits for them. */
function disable({ within }: Installation): Promise<{ p50: number; p99: number }> {
  return within(async () => {
    const begun = performance.now()
    await disableClient({ id: LARGE_CLIENT }, { name: 'records' })
    const ms = performance.now() - begun
    return { p50: ms, p99: ms }
  })
}

const LARGE = /Seq Scan on (provider_records|app_logins|consents|logout_notices|sessions|users)\b/
const readsAll = (statements: Explained[]) => statements.some(({ plan }) => LARGE.test(plan))

function describe({ counts, records }: Installation): string {
  const { users, sessions, logins, consents, dueNotices } = counts
  const n = (count: number) => count.toLocaleString('en')
  return `${n(records)} records of ${n(users)} users with ${n(sessions)} sessions and ${n(logins)} logins at 20 apps, ${n(consents)} consents, and ${n(dueNotices)} due notices of one app that hangs.`
}

function indexesOf(plans: Map<string, Explained[]>): string {
  const rows = [...plans].map(([name, statements]) => {
    const text = statements.map(({ plan }) => plan).join('\n')
    const used = [...text.matchAll(/Scan (?:Backward )?(?:using (\w+) )?on (\w+)/g)].map(
      ([, index, on]) => index ?? on!,
    )
    const all = readsAll(statements) ? [`**${LARGE.exec(text)?.[0]}**`] : []
    return `| ${name} | ${[...new Set([...used, ...all])].join(', ')} |`
  })
  return ['The indexes that one call each used:', '', '| | indexes |', '|---|---|', ...rows].join('\n')
}
