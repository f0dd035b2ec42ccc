import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { onPostgres, thorough } from '@/e2e/support/needs'
import { commands } from '@/lib/operator/commands'
import { aMark, anAccount, found } from '@/test/operator/found-users'
import { expect, test } from '@/test/unit'

test('the act of a search tells the kind of text and how many accounts were found, and never the text [N25]', async () => {
  const mark = aMark()
  await anAccount({ firstName: mark, email: `${mark}@example.com`, phoneNumber: null })
  const by = `operator ${mark.toUpperCase()}`
  for (const text of [mark, `${mark}@`, `${mark}@example.com`, `Ada ${mark}`, crypto.randomUUID(), '+49 1511234567'])
    await commands['users find']({ text }, { name: by })
  await commands['users find']({ text: mark, state: 'disabled' }, { name: by })
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, by)))
  // Sorted as text, because the embedded database knows no order of two acts in one millisecond.
  expect(acts.map(({ facts, refused }) => `${facts.kind} ${facts.found ?? refused}`).sort()).toEqual([
    'email 1',
    'email-begins 1',
    'email-or-name-begins 1',
    'email-or-name-begins invalid-input',
    'id 0',
    'name-begins 0',
    'phone 0',
  ])
  expect(JSON.stringify(acts)).not.toContain(mark)
})

test('a search that takes more than two seconds is refused, and so is a list', {
  tag: [onPostgres, thorough],
}, async () => {
  const mark = aMark()
  const { email } = await anAccount({ firstName: 'Ada', email: `ada.${mark}@example.com` })
  const by = { name: `operator ${mark}` }
  await slowly(async () => {
    const searches = ['ada', email].map((text) => commands['users find']({ text }, by))
    const lists = [{}, { email_begins: 'ada' }].map((input) => commands['users list'](input, by))
    for (const result of await Promise.all([...searches, ...lists]))
      expect(result).toEqual({ ok: false, code: 'narrow-search', fields: {} })
  })
  expect((await found('ada')).users.length).toBeGreaterThan(0)
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, by.name)))
  expect(acts.map(({ act, facts, refused }) => `${act} ${facts.kind}: ${refused}`).sort()).toEqual([
    'users find email-or-name-begins: narrow-search',
    'users find email: narrow-search',
    'users list email-begins: narrow-search',
    'users list undefined: narrow-search',
  ])
})

/** Meanwhile each row of `users` takes the server three seconds to read. */
async function slowly(work: () => Promise<void>): Promise<void> {
  const run = (text: string) => query((db) => db.execute(sql.raw(text)))
  await run('alter table users rename to users_kept')
  await run('create view users as select * from users_kept where pg_sleep(3) is not null')
  try {
    await work()
  } finally {
    await run('drop view users')
    await run('alter table users_kept rename to users')
  }
}
