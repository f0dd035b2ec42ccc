import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { expect, test } from '@/test/unit'
import { countQueuedEmails } from './outbox-counts'

test('queued emails are counted by kind, due and later ones separately, and sent ones are not counted', async () => {
  await query((db) => db.delete(emails))
  const ago = (seconds: number) => sql`now() - make_interval(secs => ${seconds})`
  const email = { recipient: 'nobody@example.com', createdAt: ago(600) }
  await query((db) =>
    db.insert(emails).values([
      { ...email, kind: 'welcome', nextAttemptAt: ago(90) },
      { ...email, kind: 'welcome', nextAttemptAt: ago(30), createdAt: ago(30) },
      { ...email, kind: 'welcome', nextAttemptAt: ago(-60) },
      { ...email, kind: 'new-device', nextAttemptAt: ago(-60) },
      { ...email, kind: 'email-changed', nextAttemptAt: ago(90), status: 'sent' },
      { ...email, kind: 'email-changed', nextAttemptAt: ago(90), status: 'failed' },
    ]),
  )
  const counted = await countQueuedEmails(100)
  const [welcome, device] = ['welcome', 'new-device'].map((kind) => counted.find((row) => row.kind === kind)!)
  expect(counted).toHaveLength(2)
  expect(welcome).toMatchObject({ due: 2, later: 1 })
  expect(Math.round(welcome!.dueForSeconds / 10)).toBe(9)
  expect(Math.round(welcome!.queuedForSeconds / 10)).toBe(60)
  expect(device).toMatchObject({ due: 0, later: 1, dueForSeconds: 0 })
  expect(await countQueuedEmails(1)).toMatchObject([{ kind: 'welcome', due: 1, later: 0 }])
  await query((db) => db.delete(emails).where(eq(emails.recipient, email.recipient)))
})
