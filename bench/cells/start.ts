import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { atMost, type Cell, type Lane } from '../cell'
import { load } from '../load'
import { startNext } from '../subjects/next-app'
import { plainNext } from '../subjects/plain'
import { type RekeyKind, rekey, settingsOf } from '../subjects/rekey'
import { inTurn } from '../subjects/subject'

const ROOT = path.resolve(import.meta.dirname, '../..')
const LOGINS = 10_000
/** Of whom only so many log in where a run is to be short. */
const LOGINS_A_SECOND = 50
const kind: RekeyKind = { hash: 'argon2id' }

/** How soon a process answers, and what memory it holds. */
export const start: Cell = {
  name: 'start',
  title: 'From the start of the process to its first page, and its memory',
  async open(bench) {
    const settings = await settingsOf(bench, kind)
    const lanes: Lane[] = [{ name: 'Rekey', measure: () => firstAnswer(ROOT, '/login', settings) }]
    if (bench.hasPeer('plain')) {
      await plainNext(bench)
      lanes.push({
        name: 'plain Next',
        measure: () => firstAnswer(path.join(ROOT, 'bench/peers/plain'), '/dynamic', {}),
      })
    }
    lanes.push({ name: 'Rekey, logins', measure: (seconds) => memory(seconds) })
    return {
      lanes,
      judge: (rounds) => [
        ...(rounds.has('plain Next')
          ? [atMost('first page beside a plain Next app', rounds.ratio('Rekey', 'plain Next', 'ms'), 1.2)]
          : []),
        atMost('memory after the logins, beside half of them', rounds.median('Rekey, logins', 'growth'), 1.1),
      ],
    }

    async function memory(seconds: number) {
      const app = await startNext(ROOT, settings)
      const next = inTurn((await rekey(bench, kind)).people)
      const { login } = await rekey(bench, kind)
      const half = Math.min(LOGINS, Math.ceil(seconds * LOGINS_A_SECOND)) / 2
      const run = () => load({ url: app.url, connections: 8, amount: half, asks: () => login(next()) })
      await pause(1000)
      const idleMB = residentMB(app.pid())
      await run()
      const halfMB = residentMB(app.pid())
      await run()
      const fullMB = residentMB(app.pid())
      await app.stop()
      return { logins: 2 * half, idleMB, halfMB, fullMB, growth: fullMB / halfMB }
    }
  },
}

async function firstAnswer(folder: string, page: string, settings: Record<string, string>) {
  const begun = performance.now()
  const app = await startNext(folder, settings, page)
  const ms = performance.now() - begun
  await pause(1000)
  const idleMB = residentMB(app.pid())
  await app.stop()
  return { ms, idleMB }
}

/** What Linux counts as held in memory by the process. */
function residentMB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000
}
