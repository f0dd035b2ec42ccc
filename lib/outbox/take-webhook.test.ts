import { eq } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { claimDueEmails, markEmailsSent, type QueuedEmail } from '@/db/outbox/outbox'
import { emails } from '@/db/schema'
import { race } from '@/e2e/support/needs'
import { signed } from '@/e2e/support/servers/resend-webhooks'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf, rowsOf } from '@/test/accounts/account-rows'
import { newestEmail } from '@/test/emails/composed-emails'
import { providerIdOf, saidOf, toldByResend } from '@/test/emails/resend-events'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { emailState } from './email-state'

const taken = { ok: true, value: { message: 'Event recorded.' } }

test('an email has the state that Resend reports', async () => {
  for (const [type, state] of [
    ['email.delivered', 'delivered'],
    ['email.bounced', 'bounced'],
    ['email.suppressed', 'bounced'],
    ['email.complained', 'complained'],
    ['email.failed', 'failed'],
    ['email.delivery_delayed', 'sent'],
  ]) {
    const { mail } = await aSentMail()
    expect(await toldByResend(saidOf(mail, { type }))).toEqual(taken)
    expect([type, emailState(await rowOf(mail))]).toEqual([type, state])
  }
})

test('an event without our ID finds its email by Resend’s ID', async () => {
  const { mail } = await aSentMail()
  expect(await toldByResend(saidOf(mail, { type: 'email.delivered', tagged: false }))).toEqual(taken)
  expect(await rowOf(mail)).toMatchObject({ deliveredAt: expect.any(Date) })
})

test('the reason of a bounce is kept, and the account counts as unreachable', async () => {
  const { user, mail } = await aSentMail()
  await toldByResend(saidOf(mail))
  expect(await rowOf(mail)).toMatchObject({ serverReply: 'Permanent/General: 550 5.1.1 no such user' })
  expect((await accountOf(user)).emailUnreachableAt).toEqual(expect.any(Date))
  expect((await rowsOf(user)).events.at(-1)).toMatchObject({ type: 'email-unreachable', details: { to: user.email } })
})

test('a full or busy mailbox, Resend’s suppression list and a complaint make no account unreachable', async () => {
  const { user, mail } = await aSentMail()
  for (const bounce of [
    { type: 'Transient', subType: 'MailboxFull', message: 'later' },
    { type: 'Permanent', subType: 'General', message: '550 5.2.1 too much mail just now' },
  ])
    await toldByResend(saidOf(await sent(user), { data: { bounce } }))
  await toldByResend(saidOf(await sent(user), { type: 'email.suppressed', data: { bounce: undefined } }))
  await toldByResend(saidOf(mail, { type: 'email.complained' }))
  expect((await accountOf(user)).emailUnreachableAt).toBeNull()
  expect((await eventsOf(user)).at(-1)).toBe('email-complained')
})

test('a bounce from a previous email does not affect the current one', async () => {
  const { user, mail } = await aSentMail()
  await moved(user)
  await toldByResend(saidOf(mail))
  expect(emailState(await rowOf(mail))).toBe('bounced')
  expect((await accountOf(user)).emailUnreachableAt).toBeNull()
})

test('a repeated webhook is a success that changes nothing', async () => {
  const { user, mail } = await aSentMail()
  const webhook = signed(saidOf(mail))
  expect(await toldByResend({}, webhook)).toEqual(taken)
  await changeAccount(user, { emailUnreachableAt: null })
  const before = await rowsOf(user)
  expect(await toldByResend({}, webhook)).toMatchObject({
    ok: true,
    value: { message: expect.stringMatching(/already/) },
  })
  // The same event under another ID changes nothing either.
  await toldByResend(saidOf(mail))
  expect(await rowsOf(user)).toEqual(before)
})

test('of ten concurrent webhooks with the same event one is recorded', { tag: race }, async () => {
  const { user, mail } = await aSentMail()
  const webhook = signed(saidOf(mail))
  const answers = await Promise.all(Array.from({ length: 10 }, () => toldByResend({}, webhook)))
  expect(answers.filter((answer) => answer.ok && answer.value.message === taken.value.message)).toHaveLength(1)
  expect((await eventsOf(user)).filter((type) => type === 'email-unreachable')).toHaveLength(1)
})

test('the rows are the same in the end, in whatever order events arrive', async () => {
  const stories: [type: string, minutesAgo: number][][] = [
    [
      ['email.delivery_delayed', 3],
      ['email.delivered', 2],
      ['email.complained', 1],
    ],
    [
      ['email.delivery_delayed', 3],
      ['email.delivered', 2],
      ['email.bounced', 1],
    ],
    [
      ['email.delivery_delayed', 2],
      ['email.bounced', 1],
    ],
  ]
  for (const story of stories) {
    const ends = []
    for (const order of permutations(story)) {
      const { user, mail } = await aSentMail()
      for (const [type, minutesAgo] of order) await toldByResend(saidOf(mail, { type, minutesAgo }))
      const { serverReply } = await rowOf(mail)
      const unreachable = (await accountOf(user)).emailUnreachableAt !== null
      ends.push({ state: emailState(await rowOf(mail)), serverReply, unreachable })
    }
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1)
  }
})

test('an email that received a later email is reachable, whichever is reported first', async () => {
  for (const deliveredFirst of [true, false]) {
    const { user, mail } = await aSentMail()
    const later = await sent(user)
    const told = [saidOf(mail, { minutesAgo: 2 }), saidOf(later, { type: 'email.delivered', minutesAgo: 1 })]
    for (const event of deliveredFirst ? told.reverse() : told) await toldByResend(event)
    expect((await accountOf(user)).emailUnreachableAt).toBeNull()
  }
})

test('a delivery before the bounce does not make the email reachable', async () => {
  const { user, mail } = await aSentMail()
  await toldByResend(saidOf(mail, { minutesAgo: 1 }))
  await toldByResend(saidOf(await sent(user), { type: 'email.delivered', minutesAgo: 2 }))
  expect((await accountOf(user)).emailUnreachableAt).not.toBeNull()
})

test('an email that Resend reports about was sent, even if the answer to sending it was lost, so it is not sent again [J4]', async () => {
  const user = await somebodyVerified()
  const email = await newestEmail('welcome', user)
  await toldByResend(saidOf(email, { type: 'email.delivered' }))
  expect(await rowOf(email)).toMatchObject({ status: 'sent', providerId: providerIdOf(email) })
  expect((await claimDueEmails(1_000, 0)).map(({ id }) => id)).not.toContain(email.id)
})

test('a failure reported before the sending is recorded stays a failure', async () => {
  const user = await somebodyVerified()
  const email = await newestEmail('welcome', user)
  await toldByResend(
    saidOf(email, { type: 'email.failed', data: { bounce: undefined, failed: { reason: 'reached_daily_quota' } } }),
  )
  await markEmailsSent([{ id: email.id, providerId: providerIdOf(email) }])
  expect(await rowOf(email)).toMatchObject({ status: 'failed', lastError: 'reached_daily_quota' })
})

test('events about other emails and about rewritten links are answered with success', async () => {
  const { user, mail } = await aSentMail()
  const before = await rowsOf(user)
  const nobodys = { id: '00000000-0000-7000-8000-000000000000' }
  for (const event of [saidOf(nobodys), saidOf(nobodys, { tagged: false }), { type: 'contact.created', data: {} }])
    expect(await toldByResend(event)).toMatchObject({ ok: true })
  expect(await toldByResend(saidOf(mail, { type: 'email.clicked' }))).toMatchObject({
    value: { message: expect.stringContaining('tracking') },
  })
  expect(await rowsOf(user)).toEqual(before)
})

test('an event without Resend’s signature changes nothing', async () => {
  const { user, mail } = await aSentMail()
  const before = await rowsOf(user)
  const webhook = signed(saidOf(mail), { secret: `whsec_${Buffer.from('x'.repeat(24)).toString('base64')}` })
  expect(await toldByResend({}, webhook)).toMatchObject({ ok: false, code: 'bad-signature' })
  expect(await rowsOf(user)).toEqual(before)
})

async function aSentMail() {
  const user = await somebodyVerified()
  return { user, mail: await sent(user) }
}

async function sent({ id, email }: User): Promise<QueuedEmail> {
  const row = { kind: 'password-changed', userId: id, recipient: email, status: 'sent', sentAt: new Date() } as const
  const [mail] = await query((db) => db.insert(emails).values(row).returning())
  await markEmailsSent([{ id: mail!.id, providerId: providerIdOf(mail!) }])
  return mail!
}

async function rowOf({ id }: QueuedEmail): Promise<QueuedEmail> {
  const [row] = await query((db) => db.select().from(emails).where(eq(emails.id, id)))
  return row!
}

function permutations<T>(list: T[]): T[][] {
  if (list.length < 2) return [list]
  return list.flatMap((first, index) => permutations(list.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}
