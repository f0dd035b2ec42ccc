import { eq, sql } from 'drizzle-orm'
import { deleteDueAccounts, requestDeletion } from '@/db/accounts/account-deletion'
import { contestAccount } from '@/db/accounts/email/contests'
import { undoEmailChange } from '@/db/accounts/email/email-changes'
import { secureAccount } from '@/db/accounts/not-me'
import { changePasswordHash } from '@/db/accounts/password-change'
import { spendPasswordReset } from '@/db/accounts/password-resets'
import type { User } from '@/db/accounts/users'
import { query, transaction } from '@/db/connection/client'
import { disableUserBy, makeDeletionDue, revokeSessionsBy } from '@/db/operator/changes/operator-changes'
import { settleContestBy } from '@/db/operator/changes/settle-contest'
import { sessions, users } from '@/db/schema'
import { SESSIONS_AT_MOST } from '@/lib/rules/sessions-at-most'
import { changeAccount } from '@/test/accounts/account-now'
import { manySessions } from '@/test/accounts/many-rows'
import { someone } from '@/test/accounts/someone'
import { aLink } from '@/test/links/a-link'
import { anAct } from '@/test/operator/an-act'
import { anApp, appRowsOf, aSession, enterApp, grantOffline } from '@/test/provider/app-rows'
import { sweepOnce } from '@/test/sweep-once'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { endSessions } from './end-sessions'
import { deleteOtherSessions, deleteSession, endSession } from './revoke-sessions'
import { startSession } from './start-session'

const keep = { links: 30, registrations: 7, mails: 90, events: 400 }

type Scene = { user: User; link: string; kept: Session; other: Session }
type Session = Awaited<ReturnType<typeof aSession>>
type Way = {
  act: (scene: Scene) => Promise<unknown>
  /** Makes the link that it uses. */
  link?: (user: User) => Promise<{ id: string }>
  ends: 'the other' | 'all'
  tells?: false
  offline: 'stays' | 'ends'
  consents: 'stay' | 'end'
}
const some = { ends: 'the other', offline: 'stays', consents: 'stay' } as const
const all = { ends: 'all', offline: 'ends', consents: 'end' } as const

/** What ends what: a row for each cause. */
const ways: Record<string, Way> = {
  logout: { ...some, act: ({ other }) => endSession(other.tokenHash, 'browser', {}) },
  revoked: { ...some, act: ({ user, other }) => deleteSession(user.id, other.id, {}) },
  'revoked, all others': { ...some, act: ({ user, kept }) => deleteOtherSessions(user.id, kept.id, {}) },
  limit: { ...some, act: logInTooOften },
  expired: { ...some, tells: false, act: ({ other }) => expire(other) },
  'password-changed': {
    ...{ ends: 'the other', offline: 'ends', consents: 'stay' },
    act: ({ user: { id, passwordHash }, kept }) =>
      changePasswordHash({ userId: id, sessionId: kept.id, checkedHash: passwordHash, nextHash: 'another' }, {}),
  },
  'password-reset': {
    ...all,
    link: (user) => aLink('password-reset', user),
    act: ({ link }) => spendPasswordReset(link, 'another', {}),
  },
  'not-me': {
    ...all,
    link: (user) => aLink('not-me', user),
    act: ({ user, link }) => secureAccount(link, user.emailCanonical, {}),
  },
  'undo-email': { ...all, link: (user) => aLink('undo-email', user), act: ({ link }) => undoEmailChange(link, {}) },
  contest: { ...all, link: (user) => aLink('contest', user), act: ({ link }) => contestAccount(link, {}) },
  'contest-settled': {
    ...all,
    link: contested,
    act: ({ user }) => settleContestBy(anAct('Ada'), user.id, user.emailCanonical),
  },
  disabled: { ...all, act: ({ user }) => disableUserBy(anAct('Ada'), user.id) },
  'logout-by-operator': { ...all, act: ({ user }) => revokeSessionsBy(anAct('Ada'), user.id) },
  'account-deletion-requested': {
    ...all,
    act: ({ user }) => requestDeletion({ userId: user.id, checkedHash: user.passwordHash, afterDays: 7 }, {}),
  },
  'account-deleted': { ...all, act: ({ user }) => makeDeletionDue(anAct(), user.id) },
  'account-deleted, by the sweep': { ...all, act: fallDue },
  'account-deleted, with sessions that the sweep has left': { ...all, act: deleteAtOnce },
}

for (const PROVIDER of ['on', 'off']) {
  for (const [name, { act, link: makeLink, ends, tells = true, offline, consents }] of Object.entries(ways)) {
    test(`what ends what: ${name} (PROVIDER=${PROVIDER}) [P11]`, async () => {
      await withSettings({ PROVIDER }, async () => {
        const [wiki, silent, off] = [await anApp(), await anApp({ backchannelUri: null }), await aDisabledApp()]
        const [user, bystander] = [await someone(), await someone()]
        const link = (await makeLink?.(user))?.id ?? ''
        const [kept, other] = [await aSession(user), await aSession(user)]
        const [keptSid, otherSid] = [await enterApp(user, kept.id, wiki), await enterApp(user, other.id, wiki)]
        for (const app of [silent, off]) await enterApp(user, other.id, app)
        await grantOffline(user, wiki)
        await enterApp(bystander, (await aSession(bystander)).id, wiki)
        await grantOffline(bystander, wiki)
        const before = await appRowsOf(bystander)

        await act({ user: await accountNow(user), link, kept, other })

        const ended = ends === 'all' ? [kept, other] : [other]
        expect(await idsOf([kept, other])).toEqual(ends === 'all' ? [] : [kept.id])
        const rows = await appRowsOf(user)
        const [cause] = name.split(',')
        const told = ended.map((one) => `${cause} ${one === kept ? keptSid : otherSid}`)
        expect(rows.told).toEqual(tells ? told.sort() : [])
        const left = rows.records.map(({ sessionId }) => sessionId ?? 'offline')
        const kindsOfOne = ['Grant', 'RefreshToken']
        const expected = [
          ends === 'all' ? [] : kindsOfOne.map(() => kept.id),
          offline === 'ends' ? [] : ['offline', 'offline'],
        ]
        expect(left.sort()).toEqual(expected.flat().sort())
        expect(rows.consents).toHaveLength(consents === 'end' ? 0 : 1)
        expect(await appRowsOf(bystander)).toEqual(before)
      })
    })
  }
}

test('a notice has everything that sending it needs, also when the app and the account are gone [P11]', async () => {
  const [app, user] = [await anApp({ alg: 'ES256' }), await someone()]
  const session = await aSession(user)
  const sid = await enterApp(user, session.id, app)
  await endSession(session.tokenHash, 'browser', {})
  await query((db) => db.delete(users).where(eq(users.id, user.id)))
  const { id: clientId, name: clientName, backchannelUri: uri, alg } = app
  const { notices } = await appRowsOf(user)
  expect(notices).toMatchObject([{ clientId, clientName, uri, alg, sub: user.id, sid, status: 'queued', attempts: 0 }])
  expect(notices[0]!.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const age = Date.now() - Number.parseInt(notices[0]!.id.replace('-', '').slice(0, 12), 16)
  expect(Math.abs(age)).toBeLessThan(60_000)
})

test('if the change fails after the sessions have ended, nothing has ended and no app is told [P11]', async () => {
  const [app, user] = [await anApp(), await someone()]
  const session = await aSession(user)
  await enterApp(user, session.id, app)
  await grantOffline(user, app)
  const before = await appRowsOf(user)
  const failed = transaction(async (tx) => {
    await endSessions(tx, { allOf: user.id }, 'disabled')
    throw new Error('killed')
  })
  await expect(failed).rejects.toThrow('killed')
  expect(await idsOf([session])).toEqual([session.id])
  expect(await appRowsOf(user)).toEqual(before)
})

const aDisabledApp = () => anApp({ disabledAt: new Date() })

async function accountNow({ id }: User): Promise<User> {
  const [user] = await query((db) => db.select().from(users).where(eq(users.id, id)))
  return user!
}

async function idsOf(which: Session[]): Promise<string[]> {
  const rows = await query((db) => db.select({ id: sessions.id }).from(sessions))
  return which.map(({ id }) => id).filter((id) => rows.some((row) => row.id === id))
}

async function expire({ id }: Session) {
  await query((db) => db.update(sessions).set({ expiresAt: sql`now() - interval '1 day'` }).where(eq(sessions.id, id)))
  await sweepOnce(keep)
}

async function logInTooOften({ user, other }: Scene) {
  await query((db) =>
    db.update(sessions).set({ lastSeenAt: sql`now() - interval '1 day'` }).where(eq(sessions.id, other.id)),
  )
  await manySessions(user, SESSIONS_AT_MOST - 2)
  const session = { userId: user.id, tokenHash: `${user.id}/new`, kind: 'api', lifetimeDays: 30 } as const
  await startSession(session, { checkedHash: user.passwordHash }, {})
}

async function contested(user: User) {
  const link = await aLink('contest', user)
  await contestAccount(link.id, {})
  return link
}

async function deleteAtOnce({ user }: Scene) {
  await changeAccount(user, { deletionDueAt: sql`now()` })
  await transaction((tx) => deleteDueAccounts(tx, 100))
}

async function fallDue({ user }: Scene) {
  await changeAccount(user, { deletionDueAt: sql`now()` })
  while ((await sweepOnce(keep))?.more);
}
