import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import type { Database } from '@/db/connection/database'
import { users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { onPostgres } from '@/e2e/support/needs'
import { someone } from '@/test/accounts/someone'
import { addRecord, aNotice, anApp, appRowsOf, aSession } from '@/test/provider/app-rows'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { allowScopes } from './consents'
import { providerRecords } from './login-tables'
import { decideNotice } from './logout-notices'
import { putGrant, putGranted } from './records/grants'
import { putLibrarySession } from './records/library-session'

test('a consent that is given while a reset ends everything does not survive it [P11 P31]', {
  tag: onPostgres,
}, async () => {
  const { user, app, session } = await loggedIn()
  const consent = { userId: user.id, sessionId: session.id, clientId: app.id, scopes: ['openid'] }
  await whileEverythingEnds(user, () => allowScopes(consent, {}))
  expect((await appRowsOf(user)).consents).toEqual([])
})

test('a grant that is made while a reset ends everything does not survive it, even one that outlives sessions [P11]', {
  tag: onPostgres,
}, async () => {
  const { user, app, session } = await loggedIn()
  for (const offline of [true, false]) {
    const owner = { userId: user.id, clientId: app.id, sessionId: session.id, offline }
    const made = await whileEverythingEnds(user, () => putGrant(aRecord('Grant'), owner))
    expect([offline, made]).toEqual([offline, false])
  }
  expect((await appRowsOf(user)).records).toEqual([])
})

test('the library’s session that is stored while a reset ends everything does not survive it [P11]', {
  tag: onPostgres,
}, async () => {
  const { user, session } = await loggedIn()
  const owner = { userId: user.id, sessionId: session.id }
  const stored = await whileEverythingEnds(user, () =>
    putLibrarySession({ ...aRecord('Session'), ...owner }, undefined),
  )
  expect([stored, (await appRowsOf(user)).records]).toEqual([false, []])
})

test('a token that is stored while its grant ends does not survive it [P7 P11]', { tag: onPostgres }, async () => {
  const { user, app } = await loggedIn()
  const grantHash = randomUUID()
  await addRecord(user, app, { kind: 'Grant', idHash: grantHash, sessionId: null })
  const token = { ...aRecord('RefreshToken'), grantId: 'the grant', grantHash }
  const end = (tx: Database) => tx.delete(providerRecords).where(eq(providerRecords.idHash, grantHash))
  expect(await during(end, () => putGranted(token))).toBe(false)
  expect((await appRowsOf(user)).records).toEqual([])
})

test('an account is deleted while an app is entered, and neither waits for the other', {
  tag: onPostgres,
}, async () => {
  for (const step of ['grant', 'token'] as const) {
    const { user, app, session } = await loggedIn()
    const grantHash = randomUUID()
    await addRecord(user, app, { kind: 'Grant', idHash: grantHash, sessionId: session.id })
    const owner = { userId: user.id, clientId: app.id, sessionId: session.id, offline: false }
    const token = { ...aRecord('AccessToken'), grantId: 'the grant', grantHash }
    const isUser = eq(users.id, user.id)
    let entering: Promise<boolean> | undefined
    await transaction(async (tx) => {
      await tx.select({ id: users.id }).from(users).where(isUser).for('update')
      entering = step === 'grant' ? putGrant(aRecord('Grant'), owner) : putGranted(token)
      await pause(300)
      await tx.delete(users).where(isUser)
    })
    expect([step, await entering]).toEqual([step, false])
  }
})

test('an app that was told of someone whose account is deleted meanwhile is not told again [P13]', {
  tag: onPostgres,
}, async () => {
  const user = await someone()
  const notice = await aNotice({ sub: user.id })
  const isUser = eq(users.id, user.id)
  let deciding: Promise<void> | undefined
  await transaction(async (tx) => {
    await tx.delete(users).where(isUser)
    deciding = decideNotice(notice, 'told', { statusCode: 200 })
    await pause(300)
  })
  await deciding
  expect((await appRowsOf(user)).notices).toMatchObject([{ status: 'told', statusCode: 200 }])
})

async function loggedIn() {
  const user = await someone()
  return { user, app: await anApp(), session: await aSession(user) }
}

const aRecord = (kind: string) => ({ kind, idHash: randomUUID(), payload: {}, seconds: 60 })

function whileEverythingEnds<T>({ id }: { id: string }, work: () => Promise<T>): Promise<T> {
  const end = (tx: Database) => endSessions(tx, { allOf: id }, 'password-reset')
  return withSettings({ PROVIDER: 'on' }, () => during(end, work))
}

/** Begins `work` when the change has been made, but not yet committed. */
async function during<T>(change: (tx: Database) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  let working: Promise<T> | undefined
  await transaction(async (tx) => {
    await change(tx)
    working = work()
    working.catch(() => {})
    await pause(300)
  })
  return working!
}
