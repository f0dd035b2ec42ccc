import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, events, passwordResets, users } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { currentUser } from '@/lib/sessions/current-user'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { forgotPassword } from './forgot-password'

test('every email gets the same answer and one row, whether or not it has an account [C1]', async () => {
  const [known, disabled, unknown] = [await someone(), await someone(), aPerson()]
  await disable(disabled)
  const answers = []
  for (const { email } of [known, disabled, unknown]) {
    const before = await counts()
    answers.push(await forgotPassword({ email }, aCaller()))
    expect(await counts()).toEqual({ ...before, emails: before.emails + 1 })
    const rows = await query((db) => db.select().from(emails).where(eq(emails.recipient, email)))
    expect(rows.filter(({ kind }) => kind === 'reset-password')).toMatchObject([
      { userId: null, status: 'queued', attempts: 0, data: { ip: '203.0.113.9' } },
    ])
  }
  const message = expect.stringMatching(/^If there’s an account for that email/)
  for (const answer of answers) expect(answer).toEqual({ ok: true, value: { message } })
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
})

test('a known and an unknown email run the same two statements: one counts, one queues the email [C1]', async () => {
  const asked: string[][] = []
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (const { email } of [await someone({ passwordHash: 'old' }), aPerson()])
      asked.push(await statementsOf(() => forgotPassword({ email }, aCaller())))
  })
  expect(asked[0]).toEqual([expect.stringMatching(/^with "use0" as/), expect.stringMatching(/^insert into "emails"/)])
  expect(asked[1]).toEqual(asked[0])
})

test('requesting a reset changes nothing for the user: password and sessions stay [C6]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const credential = await loggedIn(user)
  await forgotPassword({ email: user.email }, aCaller())
  expect(await currentUser(credential)).toBeDefined()
  expect(await query((db) => db.select().from(users).where(eq(users.id, user.id)))).toMatchObject([
    { passwordHash: 'old' },
  ])
})

test('an email is exactly one recipient: lists, headers and look-alikes are rejected and queue nothing [C4, A4]', async () => {
  const { email } = await someone()
  const hostile = [
    [email, 'a@evil.test'],
    { email },
    `${email},a@evil.test`,
    `${email}\r\nBcc: a@evil.test`,
    `${email}%0aBcc:a@evil.test`,
    `<${email}>`,
    `Ada <${email}>`,
    email.replace('@', '＠'),
    email.replace('example', 'examp\u217ce'),
    '',
    undefined,
  ]
  const before = await counts()
  for (const value of hostile)
    expect(await forgotPassword({ email: value }, aCaller())).toMatchObject({
      code: 'invalid-input',
      fields: { email: expect.anything() },
    })
  expect(await counts()).toEqual(before)
})

async function counts() {
  const count = { count: sql<number>`count(*)::int` }
  const of = async (table: typeof emails | typeof events | typeof passwordResets) =>
    (await query((db) => db.select(count).from(table)))[0]!.count
  return { emails: await of(emails), events: await of(events), resets: await of(passwordResets) }
}
