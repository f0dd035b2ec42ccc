import { eq } from 'drizzle-orm'
import { query } from '@/db/connection/client'
import { authenticatorApps, setAsideFactors } from '@/db/factors/tables'
import { accountOf } from '@/test/accounts/account-now'
import { aCallerOf } from '@/test/accounts/callers'
import { passkeyAddedBy } from '@/test/accounts/new-passkey'
import { recoveryCodesOf } from '@/test/accounts/second-steps'
import { someone } from '@/test/accounts/someone'
import { someoneWithSuspended } from '@/test/accounts/suspended-factors'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { exportData } from './export-data'

type Caller = Parameters<typeof exportData>[1]

test('the export says which second factors there are and since when, and contains none of their secrets [M9, M11]', async () => {
  const { user, caller, secret } = await someoneWithTwoStep()
  const codes = await recoveryCodesOf(user)
  const { value, text } = await exported(caller)
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/)
  expect(value).toEqual({
    two_step: at,
    authenticator_app: { since: at },
    passkeys: [],
    recovery_codes: { left: 10, made_at: at, saved: false },
    suspended: [],
  })
  const [app] = await query((db) => db.select().from(authenticatorApps).where(eq(authenticatorApps.userId, user.id)))
  for (const hidden of [secret, app!.sealed, app!.id, ...codes]) expect(text).not.toContain(hidden)
})

test('the export of an account without two-step login says that there are no second factors', async () => {
  const { value } = await exported(await aCallerOf(await someone()))
  expect(value).toEqual({ two_step: null, authenticator_app: null, passkeys: [], recovery_codes: null, suspended: [] })
})

test('the export lists passkeys, and contains no key, no ID of a credential and no handle [M11, M23]', async () => {
  const user = await someone({ verified: true })
  const caller = await aCallerOf(user, 'browser')
  const { passkey, device } = await passkeyAddedBy(caller, 'My phone')
  const { value, text } = await exported(caller)
  expect(value.passkeys).toEqual([passkey])
  const { passkeyHandle } = await accountOf(user)
  for (const hidden of [device.id, device.publicKey, passkeyHandle!]) expect(text).not.toContain(hidden)
})

test('the export lists what “This wasn’t me” has suspended, and contains nothing secret of it [M11, M26]', async () => {
  const { user, caller, newHashes, device } = await someoneWithSuspended('browser')
  const { value, text } = await exported(caller)
  const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT.+Z$/)
  const each = { id: expect.any(String), name: null, made_at: at, suspended_at: at }
  expect(value.suspended).toEqual([
    { ...each, kind: 'authenticator-app' },
    { ...each, kind: 'recovery-codes' },
    { ...each, kind: 'passkey', name: 'Theirs' },
  ])
  const rows = await query((db) => db.select().from(setAsideFactors).where(eq(setAsideFactors.userId, user.id)))
  const sealed = rows.flatMap(({ rows }) => rows).flatMap((row) => (row.sealed ? [String(row.sealed)] : []))
  expect(sealed).not.toEqual([])
  for (const hidden of [...sealed, ...newHashes, device.id, device.publicKey]) expect(text).not.toContain(hidden)
})

/** The second factors in the export, and the whole of it as text. */
async function exported(caller: Caller) {
  const result = await exportData({}, caller)
  if (!result.ok) throw new Error(result.code)
  const { second_factors: value, ...rest } = result.value
  const lists: unknown[] = [value, rest.profile]
  for (const list of [rest.sessions, rest.activity, rest.apps, rest.app_logins, rest.mails, rest.logout_notices])
    for await (const page of list) lists.push(page)
  return { value, text: JSON.stringify(lists) }
}
