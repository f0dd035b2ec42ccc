import { eq } from 'drizzle-orm'
import { requestEmailChange } from '@/db/accounts/email/email-changes'
import type { User } from '@/db/accounts/users'
import { query } from '@/db/connection/client'
import { removeApp } from '@/db/provider/remove-app'
import { emails, events } from '@/db/schema'
import { aPerson } from '@/e2e/support/steps/person'
import { publicUser } from '@/lib/accounts/public-user'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedIn } from '@/test/accounts/logged-in'
import { manyEmails, manyEvents, manySessions, withoutRowsOf } from '@/test/accounts/many-rows'
import { someone } from '@/test/accounts/someone'
import { statementsOf } from '@/test/database-statements'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink } from '@/test/links/link-row'
import { anApp, enterApp } from '@/test/provider/an-app'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { exportData } from './export-data'

test('the export contains everything about the account, however much there is [G8]', async () => {
  const user = await someone({ verified: true })
  const here = await aCallerOf(user)
  await loggedIn(user, 'browser')
  const old = Array.from({ length: 60 }, () => ({ userId: user.id, type: 'logout' as const }))
  await query((db) => db.insert(events).values(old))
  const newEmail = aPerson().email
  await requestEmailChange(user.id, user.passwordHash, newEmail, {})
  const data = await exported(here)
  const rows = await rowsOf(user)
  expect(data.profile).toEqual(publicUser(user))
  expect(data.sessions.map(({ id }) => id).sort()).toEqual(rows.sessions.map(({ id }) => id).sort())
  expect(data.sessions.filter(({ current }) => current)).toHaveLength(1)
  expect(data.activity.map(({ id }) => id).sort()).toEqual(rows.events.map(({ id }) => id).sort())
  expect(data.activity).toHaveLength(65)
  expect(data.activity.find(({ type }) => type === 'email-change-requested')?.description).toContain(newEmail)
  const mailed = rows.mails.map(({ kind, recipient }) => ({ kind, to: recipient }))
  expect(data.mails.map(({ kind, to }) => ({ kind, to })).sort(byKind)).toEqual(mailed.sort(byKind))
  expect(mailed).toHaveLength(3)
})

test('the export contains a stored phone number also where phone numbers are off', async () => {
  const user = await someone()
  const caller = await aCallerOf(user)
  const { profile } = await withSettings({ PHONE_NUMBER: 'off' }, () => exported(caller))
  expect(profile.phone_number).toBe(user.phoneNumber)
})

test('the export contains the apps of the account and its logins to them [G8]', async () => {
  const user = await someone({ passwordHash: 'none' })
  const [app, gone] = [await anApp(), await anApp()]
  const [session] = [await enterApp(user, app), await enterApp(user, gone)]
  await enterApp(await someone({ passwordHash: 'none' }), app)
  await removeApp(user.id, gone.id)
  const { apps, app_logins } = await exported(await aCallerOf(user))
  expect(apps).toMatchObject([{ id: app.id, name: app.name }])
  expect(app_logins).toMatchObject([{ app: app.name, session_id: session.id }])
})

test('1,000 sessions, events and emails are each exported once, with at most a hundred in memory at a time', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  await Promise.all([manySessions(user, 1_000), manyEvents(user, 1_000), manyEmails(user, 1_000)])
  const { sessions, activity, mails } = await opened(here)
  const ids: string[][] = []
  for (const pages of [sessions, activity]) {
    const seen: string[] = []
    for await (const page of pages) {
      expect(page.length).toBeLessThanOrEqual(100)
      seen.push(...page.map(({ id }) => id))
    }
    ids.push(seen.sort())
  }
  const rows = await rowsOf(user)
  expect(ids).toEqual([rows.sessions.map(({ id }) => id).sort(), rows.events.map(({ id }) => id).sort()])
  const sizes: number[] = []
  for await (const page of mails) sizes.push(page.length)
  expect(Math.max(...sizes)).toBe(100)
  expect(sizes.reduce((sum, size) => sum + size)).toBe(1_001)
  await withoutRowsOf(user)
})

test('pages that nobody reads are not queried', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  await manyEvents(user, 1_000)
  const { activity } = await opened(here)
  const statements = await statementsOf(async () => void (await activity.next()))
  expect(statements).toHaveLength(1)
})

test('the state of an email to an unverified recipient is not shown, because it could reveal whether it has an account [C1]', async () => {
  const user = await someone()
  const here = await aCallerOf(user)
  const told = []
  for (const email of [(await someone()).email, aPerson().email]) {
    await requestEmailChange(user.id, user.passwordHash, email, {})
    const [asked] = (await rowsOf(user)).mails.filter(({ recipient }) => recipient === email)
    for (const change of [
      { status: 'queued' },
      { status: 'sent', sentAt: new Date() },
      { status: 'failed' },
    ] as const) {
      await query((db) => db.update(emails).set(change).where(eq(emails.id, asked!.id)))
      const shown = (await exported(here)).mails.find(({ to }) => to === email)
      told.push([shown?.status, shown?.sent_at])
    }
  }
  expect(told).toEqual(told.map(() => ['untold', null]))
})

test('the export contains nothing of another account', async () => {
  const [user, other] = [await someone(), await someone()]
  await Promise.all([loggedIn(other), aResetLink(other)])
  const text = JSON.stringify(await exported(await aCallerOf(user)))
  const { sessions, events, mails } = await rowsOf(other)
  const ids = [...sessions, ...events, ...mails].map(({ id }) => id)
  for (const theirs of [other.id, other.email, other.phoneNumber, other.lastName, ...ids])
    expect(text).not.toContain(theirs)
})

test('the export contains no secret: no hash, no token, and no ID that could identify a link [A17, C9]', async () => {
  const user = await someone({ verified: true })
  const here = await aCallerOf(user)
  const reset = await aResetLink(user)
  await requestEmailChange(user.id, user.passwordHash, aPerson().email, {})
  const purposes = ['verify-email', 'confirm-email', 'not-me'] as const
  const mailed = await Promise.all(purposes.map((purpose) => newestLink(purpose, user)))
  const text = JSON.stringify(await exported(here))
  const { verifications, changes, notMeLinks } = await rowsOf(user)
  const links = [...verifications, ...changes, ...notMeLinks].map(({ id }) => id)
  expect(links.length).toBeGreaterThan(3)
  const { token, tokenHash } = here.credential
  for (const secret of [
    user.password,
    user.passwordHash,
    token,
    tokenHash,
    reset.id,
    reset.token,
    ...mailed.map((link) => link.token),
    ...links,
  ])
    expect(text).not.toContain(secret)
  expect(text).not.toMatch(/\$2|\$bcrypt|hash|canonical/i)
})

test('the export is recorded as an event that it contains itself', async () => {
  const user: User = await someone()
  const data = await exported(await aCallerOf(user))
  expect(data.activity[0]).toMatchObject({ type: 'data-exported', ip: '203.0.113.9', device: 'tests' })
})

test('the export requires a login', async () => {
  expect(await exportData({}, aCaller())).toEqual({ ok: false, code: 'unauthenticated', fields: {} })
})

async function exported(caller: Parameters<typeof exportData>[1]) {
  const { exported_at, profile, ...lists } = await opened(caller)
  return {
    exported_at,
    profile,
    sessions: await whole(lists.sessions),
    activity: await whole(lists.activity),
    apps: await whole(lists.apps),
    app_logins: await whole(lists.app_logins),
    mails: await whole(lists.mails),
  }
}

async function opened(caller: Parameters<typeof exportData>[1]) {
  const result = await exportData({}, caller)
  if (!result.ok) throw new Error(result.code)
  return result.value
}

async function whole<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const rows: T[] = []
  for await (const page of pages) rows.push(...page)
  return rows
}

const byKind = (one: { kind: string }, other: { kind: string }) => one.kind.localeCompare(other.kind)
