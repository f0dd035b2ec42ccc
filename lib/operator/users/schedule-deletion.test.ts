import { sql } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { query } from '@/db/connection/client'
import { undoEmail } from '@/lib/email-change/undo-email'
import { notMe } from '@/lib/not-me/not-me'
import { commands } from '@/lib/operator/commands'
import { readResetLink } from '@/lib/password-reset/reset-link'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { sweep } from '@/lib/process/sweeper'
import { currentUser } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { composed, newestEmail } from '@/test/emails/composed-emails'
import { aResetLink } from '@/test/links/a-reset-link'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { aMember } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'

const operator = { name: 'grace' }
const HOUR = 3_600_000

test('a scheduled deletion closes the account at once, and no login or link opens it or cancels the deletion [N21]', async () => {
  const before = await someone({ verified: true })
  const { user, undo, notMe: notMeLink } = await moved(before)
  const [session, reset] = [await loggedIn(user), await aResetLink(user)]
  const scheduled = await schedule(user)
  const { disabledAt, deletionDueAt } = await accountOf(user)
  expect(scheduled).toMatchObject({ value: { changed: true, deletion_due_at: deletionDueAt!.toISOString() } })
  expect(deletionDueAt!.getTime() - disabledAt!.getTime()).toBe(72 * HOUR)
  expect([await currentUser(session), (await rowsOf(user)).sessions]).toEqual([undefined, []])
  const wrong = { code: 'invalid-credentials' }
  expect(await login({ email: user.email, password: before.password }, aCaller())).toMatchObject(wrong)
  const new_password = 'a quite new phrase'
  expect(await resetPassword({ token: reset.token, new_password }, aCaller())).toMatchObject({ ok: false })
  expect(await undoEmail({ token: undo.token }, aCaller())).toMatchObject({ ok: false })
  expect(await notMe({ token: notMeLink.token }, aCaller())).toMatchObject({ ok: false })
  expect(await accountOf(user)).toMatchObject({ disabledAt, deletionDueAt, email: user.email })
})

test('a scheduled deletion can be canceled for 72 hours, and then the account is open again, with the same password [N21]', async () => {
  const user = await someone({ verified: true })
  const reset = await aResetLink(user)
  await schedule(user)
  await hoursPass(user, 71)
  await sweep()
  expect(await cancel(user)).toMatchObject({ value: { changed: true, disabled: false } })
  expect(await accountOf(user)).toMatchObject({ disabledAt: null, deletionDueAt: null })
  await sweep()
  expect(await readResetLink(reset.token)).toMatchObject({ state: 'link-replaced' })
  expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({ ok: true })
  expect(await cancel(user)).toMatchObject({ value: { changed: false } })
  expect(await eventsOf(user)).toEqual([
    'register',
    'password-reset-requested',
    'account-deletion-scheduled-by-operator',
    'account-deletion-canceled-by-operator',
    'login',
  ])
})

test('after 72 hours nothing of the account is left but the acts of operators [N21]', async () => {
  const user = await someone()
  const [session] = [await loggedIn(user), await aResetLink(user)]
  await schedule(user)
  await hoursPass(user, 72)
  expect(await currentUser(session)).toBeUndefined()
  expect(await cancel(user)).toMatchObject({ code: 'invalid-input', fields: { user: [expect.any(String)] } })
  await sweep()
  const { user: row, ...rest } = await rowsOf(user)
  expect([row, Object.values(rest).flat()]).toEqual([undefined, []])
  for (const word of [user.email, user.phoneNumber, user.passwordHash]) expect(await tablesWith(word)).toEqual([])
  expect(await tablesWith(user.id)).toEqual(['operator_acts'])
  const acts = { act: 'users schedule-deletion', outcome: 'done', reason: 'ticket 4711' }
  const list = await commands['acts list']({ user: user.id, limit: 10 }, operator)
  expect(list).toMatchObject({ value: { acts: [{ act: 'users cancel-deletion', outcome: 'refused' }, acts] } })
})

test('the owner is told the day when the account will be deleted, and of its last day in one more email [N15, N21]', async () => {
  const user = await someone({ verified: true })
  const { value } = (await schedule(user)) as { value: { deletion_due_at: string } }
  const { to, content } = await composed(await newestEmail('changed-by-operator', user))
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' })
  expect([to, content.text]).toEqual([user.email, expect.stringContaining(day.format(new Date(value.deletion_due_at)))])
  await hoursPass(user, 72)
  await sweep()
  expect(await tablesWith(user.email)).toEqual(['emails'])
})

test('an account that was disabled before stays disabled when the deletion is canceled [N21]', async () => {
  const user = await someone({ verified: true })
  await disable(user)
  const { disabledAt } = await accountOf(user)
  await schedule(user)
  expect(await cancel(user)).toMatchObject({ value: { changed: true, disabled: true } })
  expect(await accountOf(user)).toMatchObject({ disabledAt, deletionDueAt: null })
  const { content } = await composed(await newestEmail('changed-by-operator', user))
  expect(content.text).toContain('The account was disabled before and still is')
})

test('a deletion that the owner has requested can be canceled or brought forward, and scheduling it twice does not put it off', async () => {
  const [patient, hasty] = [await someone(), await someone()]
  await changeAccount(patient, { deletionDueAt: sql`now() + interval '14 days'` })
  expect(await cancel(patient)).toMatchObject({ value: { changed: true, disabled: false } })
  expect(await accountOf(patient)).toMatchObject({ disabledAt: null, deletionDueAt: null })
  await changeAccount(patient, { deletionDueAt: sql`now() + interval '14 days'` })
  expect(await schedule(patient)).toMatchObject({ value: { changed: true } })
  expect((await accountOf(patient)).deletionDueAt!.getTime()).toBeLessThan(Date.now() + 73 * HOUR)
  await schedule(hasty)
  await hoursPass(hasty, 24)
  const before = await rowsOf(hasty)
  expect(await schedule(hasty)).toMatchObject({ value: { changed: false } })
  expect(await rowsOf(hasty)).toEqual(before)
})

test('an account that is to be deleted is not enabled, which would let a login cancel the deletion [N21]', async () => {
  const user = await someone()
  await schedule(user)
  const before = await rowsOf(user)
  const refusal = { code: 'invalid-input', fields: { user: [expect.stringContaining('cancel the deletion first')] } }
  for (const name of ['users enable', 'users reset-link', 'users verify-email'] as const)
    expect(await commands[name]({ user: user.email }, operator)).toMatchObject(refusal)
  const asStaff = { user: user.email, role: 'support' }
  await changeAccount(user, { emailVerifiedAt: sql`now()` })
  expect(await commands['staff add'](asStaff, operator)).toMatchObject(refusal)
  expect((await rowsOf(user)).user).toMatchObject({ disabledAt: before.user!.disabledAt })
})

test('the account of a member of staff is not deleted, nor one that two mailboxes claim', async () => {
  const member = await aMember('admin')
  expect(await schedule(member)).toMatchObject({ code: 'staff-account' })
  const { user, contest } = await takenBack(await moved(await somebodyVerified()))
  await contestAccount(contest.id, {})
  expect(await schedule(user)).toMatchObject({ code: 'invalid-input', fields: { user: [expect.any(String)] } })
  for (const { id } of [member, user])
    expect(await accountOf({ id })).toMatchObject({ disabledAt: null, deletionDueAt: null })
})

type Named = { id: string }
const schedule = ({ id }: Named) =>
  commands['users schedule-deletion']({ user: id }, { ...operator, reason: 'ticket 4711' })
const cancel = ({ id }: Named) => commands['users cancel-deletion']({ user: id }, operator)

/** Moves what was scheduled so far into the past. */
function hoursPass(user: Named, hours: number): Promise<void> {
  const ago = sql`make_interval(hours => ${hours})`
  return changeAccount(user, { deletionDueAt: sql`deletion_due_at - ${ago}`, disabledAt: sql`disabled_at - ${ago}` })
}

/** The names of the tables that have this text in any of their rows. */
async function tablesWith(text: string): Promise<string[]> {
  const name = sql<string>`tablename`
  const tables = await query((db) => db.select({ name }).from(sql`pg_tables`).where(sql`schemaname = 'public'`))
  const found: string[] = []
  for (const { name } of tables) {
    const rows = sql`${sql.identifier(name)} as t where position(${text}::text in t::text) > 0 limit 1`
    const some = await query((db) => db.select({ one: sql`1` }).from(rows))
    if (some.length > 0) found.push(name)
  }
  return found
}
