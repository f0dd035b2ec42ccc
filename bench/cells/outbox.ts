import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { atLeast, atMost, type Cell } from '../cell'
import { fillOutbox } from '../outbox/fill'
import { inDatabase } from '../subjects/people'
import { settingsOf, startRekey } from '../subjects/rekey'

const EMAILS = 10_000
/** Limits the number of queued emails in a short run. */
const EMAILS_PER_SECOND = 500
const LONGEST_SECONDS = 300

/** How fast two instances empty the queue, and whether they send anything twice. */
export const outbox: Cell = {
  name: 'outbox',
  title: 'The email queue, sent by two instances to an SMTP server on the same machine',
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
        const emails = Math.round(Math.min(EMAILS, seconds * EMAILS_PER_SECOND))
        await fillOutbox(sql, emails)
        const before = (await arrived()).length
        const start = performance.now()
        await sql`update emails set next_attempt_at = now()`
        let left = emails
        while (left > 0 && performance.now() - start < LONGEST_SECONDS * 1000) {
          await pause(100)
          ;[{ left }] = await sql<[{ left: number }]>`select count(*)::int as left from emails where status = 'queued'`
        }
        const elapsed = (performance.now() - start) / 1000
        const [{ sent }] = await sql<[{ sent: number }]>`select count(*)::int as sent from emails where status = 'sent'`
        const ids = (await arrived()).slice(before)
        const different = new Set(ids).size
        return {
          perSecond: (emails - left) / elapsed,
          emails,
          sent,
          twice: ids.length - different,
          lost: sent - different,
        }
      })

    return {
      lanes: [{ name: 'Rekey, two instances', measure: drain }],
      judge: (rounds) => [
        atLeast('emails per second', rounds.median('Rekey, two instances', 'perSecond'), 200),
        atMost('emails that arrived twice', rounds.most('Rekey, two instances', 'twice'), 0),
        atMost('emails marked as sent that did not arrive', rounds.most('Rekey, two instances', 'lost'), 0),
      ],
      async close() {
        for (const { stop } of instances) await stop()
        await sink.terminate()
      },
    }
  },
}
