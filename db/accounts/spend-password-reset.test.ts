import { eq, sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { emails, events, passwordResets, sessions, users } from '@/db/schema'
import { loggedIn } from '@/test/accounts/logged-in'
import { disable, someone } from '@/test/accounts/someone'
import { atOnce, rounds } from '@/test/at-once'
import { aResetLink } from '@/test/links/a-reset-link'
import { expect, test } from '@/test/unit'
import { spendPasswordReset } from './password-resets'
import type { User } from './users'

const origin = { ip: '203.0.113.9', userAgent: 'tests' }

test('of 20 uses of one link at once exactly one wins, and its password is the one that remains [D2r]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const { id } = await aResetLink(user)
  const spent = await atOnce(20, (index) => spendPasswordReset(id, `new ${index}`, origin))
  expect(spent.filter(Boolean)).toHaveLength(1)
  expect((await stateOf(user)).user.passwordHash).toBe(`new ${spent.findIndex(Boolean)}`)
})

test('of two links of one user used at once exactly one wins, and there is no deadlock [D2r]', async () => {
  for (const _ of rounds(10)) {
    const user = await someone({ passwordHash: 'old' })
    const links = await Promise.all([openLink(user), openLink(user)])
    const spent = await atOnce(20, (index) => spendPasswordReset(links[index % 2]!, `new ${index}`, origin))
    expect(spent.filter(Boolean)).toHaveLength(1)
    expect((await stateOf(user)).user.passwordHash).toBe(`new ${spent.findIndex(Boolean)}`)
  }
})

test('a reset sets the password and does everything that follows from it [J3, D3r, D6r, D11r]', async () => {
  const user = await someone({ email: `Ada.${Date.now()}@Example.COM`, passwordHash: 'old' })
  await Promise.all([loggedIn(user, 'browser'), loggedIn(user, 'browser'), loggedIn(user, 'api')])
  const [link, other] = await Promise.all([openLink(user), openLink(user)])
  await spendPasswordReset(link, 'new', origin)
  const after = await stateOf(user)
  expect(after.user).toMatchObject({ passwordHash: 'new', emailVerifiedAt: expect.any(Date) })
  expect(after.user.updatedAt.getTime()).toBeGreaterThan(user.updatedAt.getTime())
  expect(after.sessions).toEqual([])
  expect(after.resets[link]).toMatchObject({ usedAt: expect.any(Date), replacedAt: null })
  expect(after.resets[other]).toMatchObject({ usedAt: null, replacedAt: expect.any(Date) })
  expect(after.events.filter(({ type }) => type === 'password-reset')).toMatchObject([origin])
  expect(after.mails.filter(({ kind }) => kind === 'password-changed')).toMatchObject([
    { recipient: user.email, status: 'queued', data: { first_name: user.firstName, ip: origin.ip } },
  ])
})

test('if the last step of a reset fails, none of the others has taken effect [J3]', async () => {
  const user = await someone({ passwordHash: 'old' })
  await loggedIn(user)
  const link = await openLink(user)
  const before = await stateOf(user)
  // PostgreSQL's text cannot contain NUL, so writing the event fails after everything else was written.
  await expect(spendPasswordReset(link, 'new', { userAgent: 'a\u0000b' })).rejects.toThrow()
  expect(await stateOf(user)).toEqual(before)
})

test('an email that was verified before keeps its date', async () => {
  const user = await someone({ passwordHash: 'old' })
  const at = new Date('2026-01-02T03:04:05Z')
  await query((db) => db.update(users).set({ emailVerifiedAt: at }).where(eq(users.id, user.id)))
  await spendPasswordReset(await openLink(user), 'new', origin)
  expect((await stateOf(user)).user.emailVerifiedAt).toEqual(at)
})

test('the sessions and links of other users stay valid', async () => {
  const [user, bystander] = [await someone({ passwordHash: 'old' }), await someone({ passwordHash: 'old' })]
  await loggedIn(bystander)
  await openLink(bystander)
  const before = await stateOf(bystander)
  await spendPasswordReset(await openLink(user), 'new', origin)
  expect(await stateOf(bystander)).toEqual(before)
})

test('the link of a disabled account changes nothing', async () => {
  const user = await someone({ passwordHash: 'old' })
  const link = await openLink(user)
  await disable(user)
  const before = await stateOf(user)
  expect(await spendPasswordReset(link, 'new', origin)).toBeUndefined()
  expect(await stateOf(user)).toEqual(before)
})

test('a link is invalid from the second at which it expires, by the clock of the database [C8]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const link = await openLink(user)
  await moveEnd(link, -1)
  expect(await spendPasswordReset(link, 'too late', origin)).toBeUndefined()
  await moveEnd(link, 60)
  expect(await spendPasswordReset(link, 'in time', origin)).toMatchObject({ id: user.id })
})

test('a link that was replaced by a newer one is invalid [C7]', async () => {
  const user = await someone({ passwordHash: 'old' })
  const [older, newer] = [await aResetLink(user), await aResetLink(user)]
  expect(await spendPasswordReset(older.id, 'new', origin)).toBeUndefined()
  expect(await spendPasswordReset(newer.id, 'new', origin)).toBeDefined()
})

/** One more open link for the same user, which the product itself never creates. */
async function openLink({ id: userId }: User): Promise<string> {
  const expiresAt = sql`now() + interval '1 hour'`
  const [row] = await query((db) => db.insert(passwordResets).values({ userId, expiresAt }).returning())
  return row!.id
}

async function moveEnd(id: string, seconds: number): Promise<void> {
  const expiresAt = sql`now() + make_interval(secs => ${seconds})`
  await query((db) => db.update(passwordResets).set({ expiresAt }).where(eq(passwordResets.id, id)))
}

async function stateOf({ id }: User) {
  const resets = await query((db) => db.select().from(passwordResets).where(eq(passwordResets.userId, id)))
  const [user] = await query((db) => db.select().from(users).where(eq(users.id, id)))
  return {
    user: user!,
    sessions: await query((db) => db.select().from(sessions).where(eq(sessions.userId, id))),
    resets: Object.fromEntries(resets.map((reset) => [reset.id, reset])),
    events: await query((db) => db.select().from(events).where(eq(events.userId, id))),
    mails: await query((db) => db.select().from(emails).where(eq(emails.userId, id))),
  }
}
