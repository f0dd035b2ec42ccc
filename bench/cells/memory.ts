import { setTimeout as pause } from 'node:timers/promises'
import { atMost, type Cell } from '../cell'
import { load } from '../load'
import { residentMB } from '../resident'
import { type RekeyKind, rekey, settingsOf, startRekey } from '../subjects/rekey'
import { inTurn } from '../subjects/subject'

const LOGINS = 10_000
/** Limits the number of logins in a short run. */
const LOGINS_A_SECOND = 350
const kind: RekeyKind = { hash: 'argon2id' }

export const memory: Cell = {
  name: 'memory',
  title: 'Memory of a process during thousands of logins',
  async open(bench) {
    const { people, login } = await rekey(bench, kind)
    const settings = await settingsOf(bench, kind)
    return {
      rounds: 1,
      lanes: [
        {
          name: 'Rekey',
          async measure(seconds) {
            const app = await startRekey(settings)
            const next = inTurn(people)
            const half = Math.round(Math.min(LOGINS, seconds * LOGINS_A_SECOND) / 2)
            const run = () => load({ url: app.url, connections: 8, amount: half, asks: () => login(next()) })
            await pause(1000)
            const idleMB = residentMB(app.pid())
            await run()
            const halfMB = residentMB(app.pid())
            await run()
            const fullMB = residentMB(app.pid())
            await app.stop()
            return { logins: 2 * half, idleMB, halfMB, fullMB, growth: fullMB / halfMB }
          },
        },
      ],
      judge: (rounds) => [
        atMost('after all logins, compared with after half of them', rounds.median('Rekey', 'growth'), 1.1),
      ],
    }
  },
}
