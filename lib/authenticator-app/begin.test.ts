import { sql } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { authenticatorApps } from '@/db/factors/tables'
import { appCode } from '@/e2e/support/app-code'
import { exportData } from '@/lib/data-export/export-data'
import { whoAmI } from '@/lib/sessions/who-am-i'
import { secondFactors } from '@/lib/two-step/second-factors'
import { rowsOf } from '@/test/accounts/account-rows'
import { aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { logLinesOf } from '@/test/log-lines'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { beginAuthenticatorApp } from './begin'
import { finishAuthenticatorApp } from './finish'

test('a setup has a new secret each time, as text and as the URI of a QR code', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  const begun = [await beginAuthenticatorApp({}, page), await beginAuthenticatorApp({}, page)]
  const [first, second] = begun.map((each) => (each as { value: { secret: string } }).value)
  expect(first!.secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(second!.secret).not.toBe(first!.secret)
  const label = encodeURIComponent(user.email)
  expect(first).toMatchObject({ uri: expect.stringContaining(`:${label}?secret=${first!.secret}`), expires_in: 1800 })
  // The newer setup has replaced the older one.
  expect(await finishAuthenticatorApp({ code: appCode(first!.secret) }, page)).toMatchObject({ code: 'wrong-code' })
  expect(await finishAuthenticatorApp({ code: appCode(second!.secret) }, page)).toMatchObject({ ok: true })
})

test('an account with an unverified email sets nothing up, so a stranger leaves nothing in it [M17]', async () => {
  const user = await someone()
  const page = await aCallerOf(user, 'browser')
  expect(await beginAuthenticatorApp({}, page)).toMatchObject({ code: 'email-unverified' })
  expect(await finishAuthenticatorApp({ code: '123456' }, page)).toMatchObject({ code: 'set-up-expired' })
  expect(await query((db) => db.$count(authenticatorApps, sql`user_id = ${user.id}`))).toBe(0)
})

test('without two-step login a setup needs the password, like every risky change [M14]', async () => {
  const user = await someone({ verified: true })
  const client = await aCallerOf(user)
  const asked = { code: 'invalid-input', fields: { current_password: ['Enter your current password.'] } }
  expect(await beginAuthenticatorApp({}, client)).toMatchObject(asked)
  expect(await beginAuthenticatorApp({ code: '123456' }, client)).toMatchObject(asked)
  expect(await beginAuthenticatorApp({ current_password: 'wrong' }, client)).toMatchObject({ code: 'wrong-password' })
  expect(await beginAuthenticatorApp({ current_password: user.password }, client)).toMatchObject({ ok: true })
})

test('the secret is stored sealed, and is in no later answer, log line, email or export [M11]', async () => {
  const user = await someone({ verified: true })
  const page = await aCallerOf(user, 'browser')
  let secret = ''
  const lines = await logLinesOf(async () => {
    const begun = await beginAuthenticatorApp({}, page)
    secret = begun.ok ? begun.value.secret : ''
    await finishAuthenticatorApp({ code: appCode(secret, 0) }, page)
    await finishAuthenticatorApp({ code: appCode(secret) }, page)
  })
  expect(secret).toHaveLength(32)
  const exported = await exportData({}, page)
  const lists = exported.ok ? Object.values(exported.value).filter((each) => typeof each === 'object') : []
  const pages = []
  for (const list of lists) if (Symbol.asyncIterator in list) for await (const part of list) pages.push(part)
  const stored = await query((db) => db.select().from(authenticatorApps))
  const seen = [lines, pages, stored, await rowsOf(user), await secondFactors({}, page), await whoAmI({}, page)]
  expect(pages.length).toBeGreaterThan(3)
  expect(JSON.stringify(seen)).not.toContain(secret)
})

test('second factors can be changed 30 times an hour [M7]', async () => {
  const page = await aCallerOf(await someone({ verified: true }), 'browser')
  await withSettings({ RATE_LIMITS: 'on' }, async () => {
    for (let change = 0; change < 30; change++)
      expect(await beginAuthenticatorApp({}, page)).toMatchObject({ ok: true })
    expect(await beginAuthenticatorApp({}, page)).toMatchObject({ code: 'too-many-requests' })
  })
})
