import { eq, sql } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { query } from '@/db/connection/client'
import { recoveryCodes } from '@/db/factors/tables'
import { emails } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { commands } from '@/lib/operator/commands'
import { changeAccount } from '@/test/accounts/account-now'
import { aPendingRegistration } from '@/test/accounts/pending-registration'
import { someone } from '@/test/accounts/someone'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import { cannotLogIn } from '@/test/operator/cannot-log-in'
import type { Prepared } from '@/test/operator/prepared-accounts'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { diagnoseUser } from './diagnose'
import type { Finding } from './finding'
import { type FindingCode, findings } from './findings'

const operator = { name: 'grace', reason: 'ticket 4711' }
const codes = Object.keys(findings) as FindingCode[]

for (const code of codes) {
  const { make, also = [], mendsAtOnce } = cannotLogIn[code]

  test(`“${code}” is found where it is the reason${mendsAtOnce ? ', and what is named mends it' : ''} [N37]`, async () => {
    await withSettings({ RATE_LIMITS: 'on' }, async () => {
      const prepared = await make()
      const found = await diagnosisOf(prepared)
      const expected = codes.filter((each) => each === code || also.includes(each))
      expect(found.map((each) => each.code)).toEqual(expected)
      const reason = found.find((each) => each.code === code)!
      expect(reason).toMatchObject(findings[code])
      if (!mendsAtOnce) return
      const [mend] = reason.mends
      const input = mend === 'mail retry' ? { ids: [reason.mail!.id] } : { ...prepared, ...prepared.mend }
      expect(await commands[mend!](input, operator)).toMatchObject({ ok: true })
      expect((await diagnosisOf(prepared)).map((each) => each.code)).not.toContain(code)
    })
  })
}

test('nobody waits for attempts while rate limits are off', async () => {
  const { user } = await withSettings({ RATE_LIMITS: 'on' }, cannotLogIn['login-throttled'].make)
  expect(await codesOf({ user })).toEqual(['nothing-found'])
})

test('what a mail server said to the last bounce is told with the email that cannot be reached, once', async () => {
  const { user } = await cannotLogIn['email-bounced'].make()
  await changeAccount({ id: user }, { emailUnreachableAt: sql`now()` })
  await query((db) => db.update(emails).set({ serverReply: '550 Nobody' }).where(eq(emails.userId, user)))
  expect(await diagnosisOf({ user })).toMatchObject([
    { code: 'email-unreachable', mail: { state: 'bounced', server_reply: '550 Nobody' } },
  ])
})

test('an email that was sent to a former email of the account is no reason any more', async () => {
  const { user } = await cannotLogIn['email-failed'].make()
  await query((db) => db.update(emails).set({ recipient: aPerson().email }).where(eq(emails.userId, user)))
  expect(await codesOf({ user })).toEqual(['nothing-found'])
})

test('of several emails for the same purpose only the newest counts', async () => {
  const user = await someone()
  await query((db) => db.update(emails).set({ status: 'failed' }).where(eq(emails.userId, user.id)))
  expect(await codesOf({ user: user.id })).toEqual(['email-failed', 'email-unverified'])
  const sent = { kind: 'verify-email', userId: user.id, recipient: user.email, status: 'sent' } as const
  await query((db) => db.insert(emails).values(sent))
  expect(await codesOf({ user: user.id })).toEqual(['nothing-found', 'email-unverified'])
})

test('a reset link is unsent also when its email was given up, and no longer when that was sent after all', async () => {
  const { user } = await cannotLogIn['reset-link-unsent'].make()
  for (const [status, ...codes] of [
    ['failed', 'email-failed', 'reset-link-unsent'],
    ['sent', 'reset-link-replaced'],
  ] as const) {
    await query((db) => db.update(emails).set({ status }).where(eq(emails.userId, user)))
    expect(await codesOf({ user })).toEqual(codes)
  }
})

test('without recovery codes, an app that is refused leaves nothing to log in with', async () => {
  const { user } = await cannotLogIn['app-refused'].make()
  await query((db) => db.delete(recoveryCodes).where(eq(recoveryCodes.userId, user)))
  expect(await codesOf({ user })).toEqual(['second-factors-missing', 'app-refused'])
})

test('a registration whose email bounced says so first', async () => {
  const registration = await aPendingRegistration()
  const bounced = { status: 'sent', bouncedAt: new Date() } as const
  await query((db) => db.update(emails).set(bounced).where(eq(emails.id, registration.emailId)))
  expect(await codesOf({ user: registration.email })).toEqual(['email-bounced', 'registration-unverified'])
})

test('a reset that is queued for an email without an account is not announced, because it is never sent', async () => {
  const recipient = aPerson().email
  await query((db) => db.insert(emails).values({ kind: 'reset-password', recipient }))
  expect(await codesOf({ user: recipient })).toEqual(['email-unknown'])
})

test('a mailbox that is part of a contest is answered with the contested account', async () => {
  const move = await moved(await somebodyVerified())
  const { contest, user } = await takenBack(move)
  await contestAccount(contest.id, {})
  expect(await diagnoseUser({ user: move.user.email }, operator)).toMatchObject({
    value: { user: { id: user.id }, findings: [{ code: 'contested' }, {}] },
  })
})

const codesOf = async (prepared: Prepared) => (await diagnosisOf(prepared)).map(({ code }) => code)

async function diagnosisOf({ user }: Prepared): Promise<Finding[]> {
  const result = await diagnoseUser({ user }, operator)
  if (!result.ok) throw new Error(result.code)
  return result.value.findings
}
