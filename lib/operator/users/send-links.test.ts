import { sql } from 'drizzle-orm'
import { NO_PASSWORD } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { emails } from '@/db/schema'
import { composeEmail } from '@/lib/outbox/compose/compose-email'
import { changeAccount } from '@/test/accounts/account-now'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { disable, someone } from '@/test/accounts/someone'
import { rekey } from '@/test/command-line'
import { expect, test } from '@/test/unit'
import { mailReset, resendVerification } from './send-links'

const operator = { name: 'grace' }

test('a reset email goes to the email on file, and neither the answer nor the record has its link', async () => {
  const user = await someone({ verified: true })
  const answer = await mailReset({ user: user.id }, operator)
  expect(answer).toEqual({ ok: true, value: { email: user.email } })
  const [email] = await emailsOf(user, 'reset-password')
  expect(email).toMatchObject({ recipient: user.email, status: 'queued', data: {} })
  expect(await composeEmail(email!)).toMatchObject({
    to: user.email,
    content: { text: expect.stringContaining('/reset-password?token=') },
  })
  const { resets, events } = await rowsOf(user)
  expect(resets).toHaveLength(1)
  expect(events.map(({ type }) => type)).toEqual([
    'register',
    'password-reset-emailed-by-operator',
    'password-reset-requested',
  ])
  expect(events[1]).toMatchObject({ details: { operator: 'grace' } })
})

test('a second reset email within a minute is refused, because the first one is on its way', async () => {
  const user = await someone()
  await mailReset({ user: user.id }, operator)
  expect(await mailReset({ user: user.id }, operator)).toMatchObject({ code: 'too-many-requests' })
  await anHourPasses(user)
  expect(await mailReset({ user: user.id }, operator)).toMatchObject({ ok: true })
})

const refusals: [name: string, make: (user: { id: string }) => Promise<void>, says: RegExp][] = [
  ['disabled', disable, /enable it first/],
  ['contested', (user) => changeAccount(user, { contestedAt: sql`now()` }), /settle it first/],
  [
    'muted',
    (user) => changeAccount(user, { resetsMutedUntil: sql`now() + interval '1 hour'` }),
    /stopped reset emails/,
  ],
  ['unreachable', (user) => changeAccount(user, { emailUnreachableAt: sql`now()` }), /bounce/],
]
for (const [name, make, says] of refusals)
  test(`no reset email is queued for an account that is ${name}, and the refusal says why`, async () => {
    const user = await someone()
    await make(user)
    const refusal = await mailReset({ user: user.id }, operator)
    expect(refusal).toMatchObject({ code: 'invalid-input', fields: { user: [expect.stringMatching(says)] } })
    expect(await emailsOf(user, 'reset-password')).toEqual([])
  })

test('resets that were stopped long ago, and an emailed link as the only way in, are no reason to refuse', async () => {
  const [muted, locked] = [await someone(), await someone({ passwordHash: NO_PASSWORD })]
  await changeAccount(muted, { resetsMutedUntil: sql`now() - interval '1 second'` })
  await changeAccount(locked, { emailUnreachableAt: sql`now()` })
  for (const { id } of [muted, locked]) expect(await mailReset({ user: id }, operator)).toMatchObject({ ok: true })
})

test('another email to verify the email replaces the link of the first one, and the operator is recorded', async () => {
  const user = await someone()
  await changeAccount(user, { emailUnreachableAt: sql`now()` })
  expect(await resendVerification({ user: user.email }, operator)).toEqual({
    ok: true,
    value: { changed: true, email: user.email },
  })
  const { verifications, events, mails, user: row } = await rowsOf(user)
  expect(verifications.filter(({ replacedAt }) => replacedAt === null)).toHaveLength(1)
  expect(verifications).toHaveLength(2)
  expect(row!.emailUnreachableAt).toBeNull()
  expect(mails.map(({ kind }) => kind)).toEqual(['welcome', 'verify-email'])
  expect(events.at(-1)).toMatchObject({ type: 'verification-emailed-by-operator', details: { operator: 'grace' } })
  expect(await resendVerification({ user: user.id }, operator)).toMatchObject({ code: 'too-many-requests' })
  await anHourPasses(user)
  expect(await resendVerification({ user: user.id }, operator)).toMatchObject({ value: { changed: true } })
})

test('nothing is sent to verify an email that is verified, or of an account that cannot be used', async () => {
  const [verified, disabled] = [await someone({ verified: true }), await someone()]
  expect(await resendVerification({ user: verified.id }, operator)).toMatchObject({ value: { changed: false } })
  await disable(disabled)
  expect(await resendVerification({ user: disabled.id }, operator)).toMatchObject({ code: 'invalid-input' })
  for (const user of [verified, disabled]) expect(await emailsOf(user, 'verify-email')).toEqual([])
})

test('the command line says what was queued, and prints no link', async () => {
  const { id, email } = await someone()
  expect(await rekey(['users', 'mail-reset', id])).toEqual({
    code: 0,
    out: `We queued an email with a reset link to ${email}.`,
    err: '',
  })
  expect((await rekey(['users', 'mail-reset', id])).err).toMatch(/less than a minute ago/)
  expect((await rekey(['users', 'resend-verification', id])).out).toBe(
    `We queued an email with a link to verify ${email}.`,
  )
  await changeAccount({ id }, { emailVerifiedAt: sql`now()` })
  expect((await rekey(['users', 'resend-verification', id])).out).toBe(`${email} was already verified.`)
})

/** As if every email of the account had been queued an hour earlier. */
async function anHourPasses({ id }: { id: string }): Promise<void> {
  const createdAt = sql`${emails.createdAt} - interval '1 hour'`
  await query((db) => db.update(emails).set({ createdAt }).where(sql`${emails.userId} = ${id}`))
}
