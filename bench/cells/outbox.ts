import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { atLeast, atMost, type Cell } from '../cell'
import { fillOutbox } from '../outbox/fill'
import { inDatabase } from '../subjects/people'
import { settingsOf, startRekey } from '../subjects/rekey'

const MAILS = 10_000
/** Of which only so many are queued where a run is to be short. */
const MAILS_A_SECOND = 500
const LONGEST_SECONDS = 300

/** How fast two instances empty the queue, and whether they send anything twice. */
export const outbox: Cell = {
  name: 'outbox',
  title: 'The outbox, drained by two instances to an SMTP server beside them',
  async open(bench) {
    const sink = new Worker(new URL('../outbox/sink.mjs', import.meta.url))
    const [port] = await once(sink, 'message')
    const settings = await settingsOf(bench, { hash: 'argon2id', smtp: `smtp://127.0.0.1:${port}` })
    const instances = [await startRekey(settings), await startRekey(settings)]
    const arrived = async (): Promise<string[]> => {
      sink.postMessage('tell')
      return (await once(sink, 'message'))[0]
    }

    const drain = (seconds: number) =>
      inDatabase(settings.DATABASE_URL!, async (sql) => {
        const mails = Math.round(Math.min(MAILS, seconds * MAILS_A_SECOND))
        await fillOutbox(sql, mails)
        const before = (await arrived()).length
        const start = performance.now()
        await sql`update emails set next_attempt_at = now()`
        let left = mails
        while (left > 0 && performance.now() - start < LONGEST_SECONDS * 1000) {
          await pause(100)
          ;[{ left }] = await sql<[{ left: number }]>`select count(*)::int as left from emails where status = 'queued'`
        }
        const elapsed = (performance.now() - start) / 1000
        const [{ sent }] = await sql<[{ sent: number }]>`select count(*)::int as sent from emails where status = 'sent'`
        const ids = (await arrived()).slice(before)
        const different = new Set(ids).size
        return {
          perSecond: (mails - left) / elapsed,
          mails,
          sent,
          twice: ids.length - different,
          lost: sent - different,
        }
      })

    return {
      lanes: [{ name: 'Rekey, two instances', measure: drain }],
      judge: (rounds) => [
        atLeast('mails a second', rounds.median('Rekey, two instances', 'perSecond'), 200),
        atMost('mails that came twice', rounds.most('Rekey, two instances', 'twice'), 0),
        atMost('mails that count as sent and did not come', rounds.most('Rekey, two instances', 'lost'), 0),
      ],
      async close() {
        for (const { stop } of instances) await stop()
        await sink.terminate()
      },
    }
  },
}
