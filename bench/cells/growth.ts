import { closeHashPool } from '@/lib/passwords/pool/shared-pool'
import { atMost, type Cell, type Lane } from '../cell'
import { cases } from '../growth/cases'
import type { Explained } from '../growth/explain'
import { type Installation, installations } from '../growth/growth'

/** The operations that users and operators wait for. */
const WAITED_FOR = /^(login|\/api\/me|forgot|users (list|show))/

/** How long PostgreSQL takes for the statements of each operation, in installations of several sizes. */
export const growth: Cell = {
  name: 'growth',
  title: 'Growth: milliseconds in PostgreSQL, by number of accounts',
  async open(bench) {
    await bench.postgres()
    const made = await installations(bench.options.users)
    const plans = new Map<string, Explained[]>()
    const lanes: Lane[] = Object.keys(cases).map((name) => ({
      name,
      async measure() {
        const found: [string, number][] = []
        for (const one of made) {
          const { ms, statements } = await one.measure(name)
          found.push([columnOf(one), ms])
          if (one === made.at(-1)) plans.set(name, statements)
        }
        return Object.fromEntries(found)
      },
    }))
    const [least, most] = [made[0]!, made.at(-1)!]
    return {
      lanes,
      judge: (rounds) =>
        made.length < 2
          ? []
          : lanes
              .filter(({ name }) => WAITED_FOR.test(name))
              .map(({ name }) => {
                const value = rounds.median(name, columnOf(most)) / rounds.median(name, columnOf(least))
                return atMost(`${name}: ${columnOf(most)} compared with ${columnOf(least)}`, value, 1.2)
              }),
      notes: () => [sizesOf(made), plansOf(plans, most)],
      async close() {
        for (const { drop } of made) await drop()
        await closeHashPool()
      },
    }
  },
}

const columnOf = ({ users }: Installation) => users.toLocaleString('en')

function sizesOf(made: Installation[]): string {
  const { sizes } = made.at(-1)!
  const bytes = ({ sizes }: Installation, name: string) =>
    sizes.find((size) => size.name === name)?.bytesPerUser.toFixed(1) ?? ''
  return [
    `Bytes per account, tables without their indexes (${made.map(filledIn).join('; ')}):`,
    '',
    `| table or index | ${made.map(columnOf).join(' | ')} |`,
    `|---|${'---:|'.repeat(made.length)}`,
    ...sizes.map(({ name }) => `| ${name} | ${made.map((one) => bytes(one, name)).join(' | ')} |`),
  ].join('\n')
}

const filledIn = ({ users, eventsEach, fillSeconds }: Installation) =>
  `${users.toLocaleString('en')} accounts with ${eventsEach} events each, filled in ${fillSeconds.toFixed(0)} s`

function plansOf(plans: Map<string, Explained[]>, one: Installation): string {
  const shown = [...plans].filter(([name]) => WAITED_FOR.test(name))
  const text = shown.flatMap(([name, statements]) => [
    `=== ${name}`,
    ...statements.map(({ statement, plan }) => `-- ${statement}\n${plan}`),
  ])
  const summary = `<summary>Plans with ${columnOf(one)} accounts</summary>`
  return ['<details>', summary, '', '```text', text.join('\n\n'), '```', '', '</details>'].join('\n')
}
