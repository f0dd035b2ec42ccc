import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'playwright/test'
import { startSite } from '../support/servers/site'
import { quantile, tell } from './support/figures'
import { watchMemory } from './support/memory'
import { type SlowKind, slowClient } from './support/traffic/slow-client'
import { visitor } from './support/traffic/visitor'

const crowd: Record<SlowKind, number> = { headers: 200, body: 200, form: 90, greedy: 10 }
/** The time limit of the product, plus the 30 seconds between two checks by Node. */
const LONGEST_SECONDS = { headers: 20 + 32, body: 30 + 32, form: 30 + 32, greedy: 20 }
const DRAIN_SECONDS = 20 + 5

test('500 slow clients delay nobody and are disconnected in time, and one cannot keep a server from stopping [L3, J5]', async () => {
  const site = await startSite({ environment: { RATE_LIMITS: 'off' } })
  const [idle, memory] = [await visitFor(5_000, site.url), watchMemory(site.pid)]
  const clients = Object.entries(crowd).flatMap(([kind, count]) =>
    Array.from({ length: count }, () => slowClient(site.url, kind as SlowKind)),
  )
  const busy = await visitFor(15_000, site.url)
  const borne = await Promise.all(clients.map(async ({ kind, cutOff }) => ({ kind, seconds: await cutOff })))
  memory.stop()

  const longest = (kind: SlowKind) =>
    Math.max(...borne.filter((each) => each.kind === kind).map((each) => each.seconds))
  tell(
    'slow clients',
    `${clients.length} connections`,
    `/login idle p50 ${idle.p50} ms p99 ${idle.p99} ms, with slow clients p50 ${busy.p50} ms p99 ${busy.p99} ms`,
    ...Object.keys(crowd).map((kind) => `${kind} disconnected within ${longest(kind as SlowKind).toFixed(0)} s`),
    `memory ${memory.before} MB, at most ${memory.peak()} MB`,
  )
  expect([idle.statuses, busy.statuses]).toEqual([[200], [200]])
  expect(busy.p50).toBeLessThan(250)
  for (const kind of Object.keys(crowd) as SlowKind[]) expect(longest(kind)).toBeLessThan(LONGEST_SECONDS[kind])
  expect(memory.peak() - memory.before).toBeLessThan(250)
  // A client that disconnects is not an error of the product.
  expect(site.log().filter((line) => line.includes('"level":50'))).toEqual([])

  const last = slowClient(site.url, 'body')
  await pause(1_000)
  const began = performance.now()
  await site.halt('SIGTERM', 30)
  const seconds = (performance.now() - began) / 1000
  tell('SIGTERM with a slow client', `exited after ${seconds.toFixed(1)} s with ${site.exitCode()}`)
  expect(seconds).toBeLessThan(DRAIN_SECONDS)
  expect(site.exitCode()).toBe(0)
  last.leave()
  await site.stop()
})

async function visitFor(milliseconds: number, site: string) {
  const somebody = visitor(site)
  await pause(milliseconds)
  const answers = await somebody.leave()
  const times = answers.map((answer) => answer.milliseconds)
  return {
    p50: Math.round(quantile(times, 0.5)),
    p99: Math.round(quantile(times, 0.99)),
    statuses: [...new Set(answers.map(({ status }) => status))],
  }
}
