import { setTimeout as sleep } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { transaction } from '@/db/connection/client'
import { users } from '@/db/schema'
import { endSessions } from '@/db/sessions/end-sessions'
import { startSession } from '@/db/sessions/start-session'
import { onPostgres } from '@/e2e/support/needs'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { aCallerWithSecondStep } from '@/test/accounts/second-level'
import { someone } from '@/test/accounts/someone'
import { someoneWithTrustedBrowser } from '@/test/accounts/trusted-browsers'
import { expect, test } from '@/test/unit'
import { isTrustedSince, recordTrust } from './trusted-browsers'

type Owner = { id: string; passwordHash: string }

const trustedAt = new Date(Date.now() - 60_000)

const start = ({ id: userId, passwordHash: checkedHash }: Owner, more = {}) =>
  startSession(
    { userId, tokenHash: crypto.randomUUID(), kind: 'browser', lifetimeDays: 30 },
    { checkedHash, trustedAt, freshMinutes: 10, ...more },
    {},
  )

test('a login by trust starts only while the account trusts, has two-step login and that password [M29]', async () => {
  const { user } = await someoneWithTrustedBrowser()
  expect(await start(user)).toBe(true)
  expect(await start(user, { checkedHash: 'another' })).toBe(false)
  await changeAccount(user, { browsersTrustedSince: trustedAt })
  expect(await start(user)).toBe(false)
  await changeAccount(user, { browsersTrustedSince: new Date(trustedAt.getTime() - 1) })
  expect(await start(user)).toBe(true)
  await changeAccount(user, { browsersTrustedSince: null, twoStepAt: null })
  expect(await start(user)).toBe(false)
  expect(await start(await someone())).toBe(false)
})

test('a login by trust that waits for a reset leaves no session behind [M29, M4]', { tag: onPostgres }, async () => {
  const { user } = await someoneWithTrustedBrowser()
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })
  const reset = transaction(async (tx) => {
    await tx.select().from(users).where(eq(users.id, user.id)).for('no key update')
    begin()
    await sleep(400)
    await endSessions(tx, { allOf: user.id }, 'password-reset')
  })
  await begun
  expect(await start(user)).toBe(false)
  await reset
})

test('trust that was given while a reset waited is forgotten by it, too [M29]', { tag: onPostgres }, async () => {
  const { user } = await someoneWithTrustedBrowser()
  let trust: Awaited<ReturnType<typeof recordTrust>>
  await transaction(async (tx) => {
    // The transaction begins here, and gets to the account only after the login.
    await tx.execute(sql`select 1`)
    await sleep(1100)
    const { credential } = await aCallerWithSecondStep(user, 'browser')
    trust = await recordTrust(credential.tokenHash, {})
    await endSessions(tx, { allOf: user.id }, 'password-reset')
  })
  expect(trust).toMatchObject({ userId: user.id })
  const inWholeSeconds = new Date(Math.floor(trust!.trustedAt.getTime() / 1000) * 1000)
  const account = await accountOf(user)
  expect([trust!.trustedAt, inWholeSeconds].map((at) => isTrustedSince(at, account))).toEqual([false, false])
})
