import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { findActs } from '@/db/operator/acts'
import { findEmail } from '@/db/operator/email-log'
import { claimDueEmails, queueEmailTaken, queueResetForAddress } from '@/db/outbox/outbox'
import { emails } from '@/db/schema'
import { emailsOf } from '@/test/accounts/account-rows'
import { someone } from '@/test/accounts/someone'
import { aMember } from '@/test/staff/a-member'
import { expect, test } from '@/test/unit'
import { listEmails, retryEmails, showEmail } from './emails'
import { listUsers } from './search/list-users'

const operator = { name: 'grace' }

test('the emails of an account are listed with their states, including those that wait under its email', async () => {
  const user = await someone({ passwordHash: 'none' })
  await queueResetForAddress(user.emailCanonical, {})
  const listed = await listEmails({ user: user.email.toUpperCase() }, operator)
  expect(listed).toMatchObject({
    value: {
      known: true,
      mails: [
        { kind: 'reset-password', user_id: null },
        { kind: 'welcome', state: 'queued' },
      ],
    },
  })
})

test('emails are listed by kind, under its current or its former name', async () => {
  const owner = await someone()
  await queueEmailTaken(owner, { cause: 'registration' })
  for (const kind of ['email-taken', 'address-taken']) {
    const listed = await listEmails({ user: owner.email, kind }, operator)
    expect(listed, kind).toMatchObject({ value: { mails: [{ kind: 'email-taken' }] } })
  }
  expect(await listEmails({ kind: 'unknown' }, operator)).toMatchObject({ code: 'invalid-input' })
})

test('the answer says if no account has an email', async () => {
  const listed = await listEmails({ user: 'nobody@example.com' }, operator)
  expect(listed).toMatchObject({ value: { known: false, mails: [] } })
})

test('a failed email is retried, and a sent one is not', async () => {
  const [failed, sent] = [await aMail({ status: 'failed', lastError: '550 no' }), await aMail({ status: 'sent' })]
  const retried = await retryEmails({ ids: [failed, sent] }, operator)
  expect(retried).toEqual({ ok: true, value: { retried: [failed], untouched: [sent] } })
  expect(await showEmail({ id: failed }, operator)).toMatchObject({
    value: { mail: { state: 'queued', last_error: '550 no' } },
  })
  const another = await aMail({ status: 'failed' })
  const all = await retryEmails({ failed: true }, operator)
  expect(all.ok && all.value.retried).toContain(another)
  expect(all.ok && all.value.retried).not.toContain(sent)
})

test('an email is found by its latest state, and a bounced one is retried only by its ID', async () => {
  const at = sql`now()`
  const told = {
    sent: await aMail({ status: 'sent' }),
    delivered: await aMail({ status: 'sent', deliveredAt: at }),
    bounced: await aMail({ status: 'sent', bouncedAt: at }),
    complained: await aMail({ status: 'sent', deliveredAt: at, complainedAt: at }),
  }
  for (const [state, id] of Object.entries(told)) {
    const listed = await listEmails({ state, limit: 1 }, operator)
    expect(listed, state).toMatchObject({ value: { mails: [{ id, state }] } })
  }
  const ids = [told.bounced, told.delivered, told.complained]
  expect(await retryEmails({ ids }, operator)).toMatchObject({ value: { retried: [told.bounced] } })
  expect(await showEmail({ id: told.bounced }, operator)).toMatchObject({ value: { mail: { state: 'queued' } } })
  // Resend tells one send from another by this value.
  expect((await findEmail(told.bounced))?.data.retried_at).toMatch(/^\d{4}-/)
})

test('an email that an instance is sending is not retried meanwhile', async () => {
  // Longer than what other tests have left in this database.
  const id = await aMail({ nextAttemptAt: sql`now() - interval '1 year'` })
  const claimed = await claimDueEmails(1000)
  expect(claimed.map((email) => email.id)).toContain(id)
  expect(await retryEmails({ ids: [id] }, operator)).toMatchObject({ value: { retried: [], untouched: [id] } })
  const putOff = await aMail({ nextAttemptAt: sql`now() + interval '10 minutes'` })
  expect(await retryEmails({ ids: [putOff] }, operator)).toMatchObject({ value: { retried: [putOff] } })
})

test('a retry without a valid, unambiguous target is refused', async () => {
  for (const input of [{}, { ids: [] }, { ids: [await aMail({ attempts: 0 })], failed: true }, { ids: ['x'] }])
    expect(await retryEmails(input, operator)).toMatchObject({ ok: false, code: 'invalid-input' })
})

test('a look at an email is an act on its account [N16]', async () => {
  const id = await aMail({ status: 'failed' })
  const grace = { name: `grace ${id}` }
  const shown = await showEmail({ id }, grace)
  const userId = shown.ok && shown.value.mail.user_id
  expect(userId).toMatch(/^[\da-f-]{36}$/)
  expect(await findActs({ operator: grace.name, limit: 9 })).toMatchObject([
    { act: 'mail show', userId, facts: { email: id }, refused: null },
  ])
})

test('support neither looks at an email to staff nor retries it, and nobody retries one to themselves [N6]', async () => {
  const [boss, helper] = [await aMember('admin'), await aMember('support')]
  const as = ({ id }: { id: string }, role: 'admin' | 'support') => ({ name: id, staff: { role, fresh: true } })
  const toBoss = await aMail({ status: 'failed', userId: boss.id })
  const refused = { code: 'staff-account' }
  expect(await showEmail({ id: toBoss }, as(helper, 'support'))).toMatchObject(refused)
  expect(await retryEmails({ ids: [toBoss] }, as(helper, 'support'))).toMatchObject(refused)
  expect(await retryEmails({ ids: [toBoss] }, as(boss, 'admin'))).toMatchObject({ code: 'forbidden' })
  expect(await showEmail({ id: toBoss }, as(boss, 'admin'))).toMatchObject({ value: { mail: { state: 'failed' } } })
  const toOther = await aMail({ status: 'failed' })
  expect(await retryEmails({ ids: [toOther] }, as(helper, 'support'))).toMatchObject({ value: { retried: [toOther] } })
  const again = await showEmail({ id: toOther }, as(helper, 'support'))
  expect(again).toMatchObject({ value: { mail: { state: 'queued', retried_at: expect.stringMatching(/T.*Z$/) } } })
})

async function aMail(changes: object): Promise<string> {
  const [email] = await emailsOf(await someone({ passwordHash: 'none' }), 'welcome')
  await query((db) => db.update(emails).set(changes).where(eq(emails.id, email!.id)))
  return email!.id
}

test('whoever lists emails or accounts leaves an act that says which, and names nobody [N16]', async () => {
  const [user, member] = [await someone(), await aMember()]
  const operator = { name: member.id, staff: { role: 'support', fresh: false } } as const
  await listEmails({ user: user.email, kind: 'welcome', state: 'queued' }, operator)
  await listUsers({ email_begins: user.email }, operator)
  await listUsers({ disabled: true, limit: '1' }, operator)
  const acts = await findActs({ operator: member.id, limit: 10 })
  expect(acts.map(({ act, userId, facts }) => [act, userId, facts])).toEqual([
    ['users list', null, { state: 'disabled', found: expect.any(Number), more: expect.any(Boolean) }],
    ['users list', null, { kind: 'email-begins', found: 1, more: false }],
    ['mail list', user.id, { state: 'queued', email_kind: 'welcome', found: 1, more: false }],
  ])
})

test('no text that PostgreSQL cannot hold is asked for', async () => {
  for (const user of ['a\0@example.com', '\ud800@example.com'])
    expect(await listEmails({ user }, operator)).toMatchObject({
      code: 'invalid-input',
      fields: { user: [expect.any(String)] },
    })
})

test('support does not list the emails of a colleague [N6]', async () => {
  const [one, other] = [await aMember(), await aMember('admin')]
  const listed = (role: 'support' | 'admin') =>
    listEmails({ user: other.email }, { name: one.id, staff: { role, fresh: false } })
  expect(await listed('support')).toMatchObject({ code: 'staff-account' })
  expect(await listed('admin')).toMatchObject({ ok: true })
})
