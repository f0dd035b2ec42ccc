import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { atMost, type Cell, type Lane } from '../cell'
import { residentMB } from '../resident'
import { ROOT } from '../root'
import { type App, startNext } from '../subjects/next-app'
import { plainNext } from '../subjects/plain'
import { settingsOf, startRekey } from '../subjects/rekey'

/** How soon a process answers, and how much memory it then uses. */
export const start: Cell = {
  name: 'start',
  title: 'From the start of the process to its first page',
  async open(bench) {
    const settings = await settingsOf(bench, { hash: 'argon2id' })
    const lanes: Lane[] = [{ name: 'Rekey', measure: () => firstAnswer(() => startRekey(settings)) }]
    if (bench.hasPeer('plain')) {
      await plainNext(bench)
      lanes.push({
        name: 'plain Next',
        measure: () => firstAnswer(() => startNext(path.join(ROOT, 'bench/peers/plain'), {}, '/dynamic')),
      })
    }
    return {
      lanes,
      judge: (rounds) =>
        rounds.has('plain Next')
          ? [atMost('first page compared with a plain Next app', rounds.ratio('Rekey', 'plain Next', 'ms'), 1.2)]
          : [],
    }
  },
}

async function firstAnswer(launch: () => Promise<App>) {
  const begun = performance.now()
  const app = await launch()
  const ms = performance.now() - begun
  await pause(1000)
  const idleMB = residentMB(app.pid())
  await app.stop()
  return { ms, idleMB }
}
