import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { operatorActs } from '@/db/operator/tables'
import { emails } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { changeAccount } from '@/test/accounts/account-now'
import { disable, someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { rekey } from '@/test/command-line'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'

const HOSTILE = '\u001b[2J\u009b1m\u202e<script>'

test('a diagnosis says in sentences why somebody cannot log in, since when, and what mends it [N37]', async () => {
  const user = await someone({ verified: true })
  await disable(user)
  await changeAccount(user, { resetsMutedUntil: sql`now() + interval '1 hour'` })
  const { code, out, err } = await rekey(['users', 'diagnose', user.email])
  expect([code, err]).toEqual([0, ''])
  const [whose, first, second] = out.split('\n\n')
  expect(whose).toBe(`${user.email} (${user.id})`)
  expect(first).toMatch(
    new RegExp(
      `^This account is disabled, so nobody can log in\\.\n  since +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC\n  to mend it +npx rekey users enable ${user.id}$`,
    ),
  )
  expect(second).toMatch(/^No reset emails are sent for now.*\n {2}until +\d{4}-.* UTC\n {2}advice +Ask them/)
})

test('an account is shown with its diagnosis first, on the terminal and as JSON [N37]', async () => {
  const user = await someone({ verified: true })
  expect((await rekey(['users', 'show', user.id])).out).toMatch(/^Nothing here keeps this person from logging in\./)
  await disable(user)
  expect((await rekey(['users', 'show', user.id])).out).toMatch(/^This account is disabled/)
  expect(JSON.parse((await rekey(['users', 'show', user.id, '--json'])).out).diagnosis).toEqual([
    { code: 'disabled', text: expect.any(String), since: expect.any(String), mends: ['users enable'] },
  ])
})

test('the second step is named with the ways to do it, and an email with its next attempt and the server’s reply', async () => {
  const { user } = await someoneWithTwoStep()
  await query((db) => db.insert(emails).values({ ...resetFor(user), lastError: 'not now', serverReply: '451 Later' }))
  const [mail] = JSON.parse((await rekey(['mail', 'list', user.id, '--kind', 'reset-password', '--json'])).out).mails
  const { out } = await rekey(['users', 'diagnose', user.id])
  expect(out).toMatch(/\n {2}with +authenticator app, recovery code\n/)
  expect(out).toMatch(new RegExp(`\n  email +reset-password to ${user.email}, queued\n  next attempt +\\d{4}-.* UTC\n`))
  expect(out).toMatch(/\n {2}server replied +451 Later\n {2}last error +not now\n/)
  expect(out).toContain(`npx rekey mail retry ${mail.id}`)
})

test('an email without an account is answered, with the account that had it', async () => {
  const user = await somebodyVerified()
  await moved(user)
  const { out } = await rekey(['users', 'diagnose', user.email.toUpperCase()])
  expect(out).toMatch(/^An account had this email and has another one now\.\n/)
  expect(out).toMatch(new RegExp(`\n  account +${user.id}\n`))
  expect(out).toContain(`npx rekey users set-email ${user.id} <new email>`)
  const unknown = await rekey(['users', 'diagnose', aPerson().email, '--json'])
  expect([unknown.code, JSON.parse(unknown.out)]).toMatchObject([0, { user: null, findings: [{ mends: [] }] }])
  for (const nobody of ['01a205b0-78f1-74d4-9ee5-44735b3e3b19', '0000000000', 'x'])
    expect(await rekey(['users', 'diagnose', nobody])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^Not found/),
    })
})

test('text from an account, an email or a mail server cannot control the terminal', async () => {
  const user = await someone({ verified: true, firstName: HOSTILE, email: `${HOSTILE}${aPerson().email}` })
  const told = { lastError: HOSTILE, serverReply: `550 ${HOSTILE}\n  to mend it  rm -rf /` }
  await query((db) => db.insert(emails).values({ ...resetFor(user), status: 'failed', ...told }))
  for (const command of ['diagnose', 'show'])
    for (const named of [user.id, user.email, `${HOSTILE}@example.com`])
      for (const options of [[], ['--json']]) {
        const { out, err } = await rekey(['users', command, named, ...options])
        expect((out + err).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
        expect(out).not.toMatch(/\n *to mend it +rm/)
      }
})

test('looking for a reason is an act, also where there is no account, and names nobody', async () => {
  const [user, operator, stranger] = [await someone(), `grace ${crypto.randomUUID()}`, aPerson().email]
  for (const named of [user.email, stranger, 'x']) await rekey(['users', 'diagnose', named, '--operator', operator])
  const acts = await query((db) => db.select().from(operatorActs).where(eq(operatorActs.operator, operator)))
  // Sorted as text, because the embedded database knows no order of two acts in one millisecond.
  expect(acts.map(({ act, userId, refused }) => `${act} ${userId} ${refused}`).sort()).toEqual([
    `users diagnose ${user.id} null`,
    'users diagnose null not-found',
    'users diagnose null null',
  ])
  for (const email of [user.email, stranger]) expect(JSON.stringify(acts)).not.toContain(email)
})

const resetFor = ({ id: userId, email: recipient }: { id: string; email: string }) =>
  ({ kind: 'reset-password', userId, recipient }) as const
