import { eq, sql } from 'drizzle-orm'
import { lockUser } from '@/db/accounts/live-account'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { emails, type NoticeKind } from '@/db/schema'
import { onPostgres } from '@/e2e/support/needs'
import { notMe } from '@/lib/not-me/not-me'
import { accountOf } from '@/test/accounts/account-now'
import { emailsOf, rowsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { everyNotice } from '@/test/emails/every-notice'
import { linkRow, newestLink, stateOfLink } from '@/test/links/link-row'
import { moved, somebodyVerified } from '@/test/links/requested-change'
import { expect, test } from '@/test/unit'
import { waitingForLocks } from '@/test/waiting-for-locks'
import { queueNotice } from './notices'
import { claimDueEmails, markEmailsSent, type QueuedEmail } from './outbox'

test('a waiting notice covers further events: how often, from where, first and last', async () => {
  const user = await anOwner()
  const ips = [1, 1, 2, 3, 4, 5, 6, 2]
  for (const ip of ips) await happens(user, 'new-device', `203.0.113.${ip}`)
  const [notice, ...others] = await emailsOf(user, 'new-device')
  expect(others).toEqual([])
  const { count, places, last_at, unlisted } = notice!.data.gathered!
  expect([count, unlisted]).toEqual([8, true])
  expect(places.map(({ ip }) => ip)).toEqual([1, 2, 3, 4, 5].map((ip) => `203.0.113.${ip}`))
  expect(Date.parse(places[0]!.at)).toBe(notice!.createdAt.getTime())
  expect(Date.parse(last_at)).toBeGreaterThan(Date.parse(places[4]!.at))
})

test('the first notice is sent at once, the next of its kind waits: four minutes after a change, twelve after a login', async () => {
  const minutes: Partial<Record<NoticeKind, number>> = { 'new-device': 12, 'email-changed': 0 }
  const kinds = [
    'new-device',
    'password-changed',
    'phone-changed',
    'account-deletion-requested',
    'email-change-requested',
  ] as const
  for (const kind of [...kinds, 'email-changed'] as const) {
    const user = await anOwner()
    await happens(user, kind)
    expect(await waitOf(user, kind), kind).toBe(0)
    await send(user, kind)
    for (let time = 0; time < 3; time++) await happens(user, kind)
    const waiting = (await emailsOf(user, kind)).filter(({ status }) => status === 'queued')
    expect(waiting, kind).toHaveLength(kind === 'email-changed' ? 3 : 1)
    expect(await waitOf(user, kind), kind).toBe(minutes[kind] ?? 4)
  }
})

test('the pause counts from the last sent notice, and no other kind or mailbox waits for it', async () => {
  const user = await anOwner()
  await happens(user, 'phone-changed')
  await send(user, 'phone-changed')
  const sentAt = sql`now() - interval '3 minutes'`
  await query((db) => db.update(emails).set({ sentAt }).where(eq(emails.userId, user.id)))
  await happens(user, 'phone-changed')
  expect(await waitOf(user, 'phone-changed')).toBe(1)
  await happens(user, 'password-changed')
  expect(await waitOf(user, 'password-changed')).toBe(0)
  await happens({ ...user, email: `other.${user.email}` }, 'phone-changed')
  expect(await waitOf(user, 'phone-changed')).toBe(0)
})

test('an event during the sending of a notice gets its own email', async () => {
  const user = await anOwner()
  await happens(user, 'new-device')
  const [claimed] = await claimDueEmails(1, 60)
  await happens(user, 'new-device', '203.0.113.2')
  await happens(user, 'new-device', '203.0.113.3')
  const [first, second] = await emailsOf(user, 'new-device')
  expect(first).toMatchObject({ id: claimed!.id, data: claimed!.data })
  expect(second!.data).toMatchObject({ ip: '203.0.113.2', gathered: { count: 2 } })
})

test('an event at the same time as the claim of its email is not lost [J4]', { tag: onPostgres }, async () => {
  const user = await anOwner()
  await happens(user, 'new-device')
  // The event comes first: the claim skips the email, and later gets it with the event.
  await transaction(async (tx) => {
    await queueNotice(tx, 'new-device', (await lockUser(tx, user.id))!, {})
    expect(await claimDueEmails(1, 60)).toEqual([])
  })
  // The claim comes first: the event waits for it, and gets its own email.
  const [claimed, second] = await transaction(async (tx) => {
    const taken = { attempts: 1, nextAttemptAt: sql`now() + interval '1 minute'` }
    const [row] = await tx.update(emails).set(taken).where(eq(emails.userId, user.id)).returning()
    const event = happens(user, 'new-device')
    await expect.poll(() => waitingForLocks()).toBe(1)
    return [row!, event] as const
  })
  await second
  const [told, own] = await emailsOf(user, 'new-device')
  expect(told).toMatchObject({ id: claimed.id, data: { gathered: { count: 2 } } })
  expect(own!.data.gathered).toBeUndefined()
})

test('the link of a notice that waited undoes everything since its earliest event [D4r]', async () => {
  const user = await anOwner()
  await happens(user, 'new-device')
  const link = await newestLink('not-me', user)
  const { createdAt } = (await linkRow('not-me', link.id))!
  // Meanwhile a thief moves the account. The links sent to the newer mailbox could take it away again.
  const { user: after } = await moved(user)
  await everyNotice['phone-changed'](await accountOf(after))
  const toNewer = await newestLink('not-me', user)
  await happens(user, 'new-device')
  const [notice] = await emailsOf(user, 'new-device')
  expect(notice!.data).toMatchObject({ disavowal_id: link.id, gathered: { count: 2 } })
  const kept = (await linkRow('not-me', link.id))!
  expect(kept.createdAt).toEqual(createdAt)
  expect(await notMe({ token: link.token }, aCaller())).toMatchObject({ ok: true, value: { email: user.email } })
  expect(await stateOfLink('not-me', toNewer)).toBe('link-replaced')
})

test('the link of a notice is valid for its full time from the last event, and a used one is replaced', async () => {
  const user = await anOwner()
  await happens(user, 'phone-changed')
  const link = await newestLink('not-me', user)
  const { expiresAt } = (await linkRow('not-me', link.id))!
  await happens(user, 'phone-changed')
  expect((await linkRow('not-me', link.id))!.expiresAt.getTime()).toBeGreaterThan(expiresAt.getTime())
  await notMe({ token: link.token }, aCaller())
  await happens(user, 'phone-changed')
  const [notice] = await emailsOf(user, 'phone-changed')
  const { id } = await newestLink('not-me', user)
  expect(notice!.data.disavowal_id).toBe(id)
  expect(id).not.toBe(link.id)
})

for (const [name, act] of Object.entries(everyNotice)) {
  test(`an unverified mailbox gets the welcome email, and no notice of ${name}`, async () => {
    const user = await someone({ passwordHash: 'old' })
    await act(user)
    const { mails } = await rowsOf(user)
    // A reset verifies the mailbox, and a mailbox that loses its account is told.
    const told = name === 'email-changed' ? ['email-changed'] : name.endsWith('reset') ? ['password-changed'] : []
    const asked = name.startsWith('email-change') ? ['confirm-email'] : []
    expect(mails.map(({ kind }) => kind)).toEqual(['welcome', ...asked, ...told])
  })
}

/** An account with a verified email and no waiting emails. */
async function anOwner(): Promise<User> {
  const user = await somebodyVerified()
  await query((db) => db.delete(emails))
  return user
}

/** An event that the account owner is told about. */
function happens(user: User, kind: NoticeKind, ip = '203.0.113.9'): Promise<void> {
  return transaction(async (tx) => {
    await lockUser(tx, user.id)
    await queueNotice(tx, kind, user, { ip, userAgent: 'tests' })
  })
}

async function send(user: User, kind: NoticeKind): Promise<void> {
  await markEmailsSent((await emailsOf(user, kind)).map(({ id }) => ({ id })))
}

/** In how many minutes the newest email of that kind is due, rounded up. */
async function waitOf(user: User, kind: NoticeKind): Promise<number> {
  const { nextAttemptAt, createdAt } = (await emailsOf(user, kind)).at(-1) as QueuedEmail
  return Math.ceil((nextAttemptAt.getTime() - createdAt.getTime()) / 60_000)
}
