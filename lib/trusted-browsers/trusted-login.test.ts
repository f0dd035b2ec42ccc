import { appCode } from '@/e2e/support/app-code'
import { aPassword } from '@/e2e/support/steps/person'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { changePassword } from '@/lib/password-change/change-password'
import { currentSession } from '@/lib/sessions/current-user'
import { login } from '@/lib/sessions/login/login'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { aCaller } from '@/test/accounts/callers'
import { riskyOperations } from '@/test/accounts/risky-operations'
import { disable, someone } from '@/test/accounts/someone'
import { aTrustedBrowserOf, someoneWithTrustedBrowser } from '@/test/accounts/trusted-browsers'
import { statementsOf } from '@/test/database-statements'
import { expect, test } from '@/test/unit'

const required = { ok: false, code: 'second-step-required' }

async function loggedInBy(user: { email: string; password: string }, browser: Parameters<typeof login>[1]) {
  const done = await login(user, browser)
  if (!done.ok) throw new Error(done.code)
  return { ...browser, credential: { token: done.value.token, kind: 'browser' as const } }
}

test('in a trusted browser the password is enough, and the second step counts as of when it was done [M29]', async () => {
  const { user, browser } = await someoneWithTrustedBrowser()
  expect(await login(user, aCaller('browser'))).toMatchObject(required)
  const session = await currentSession((await loggedInBy(user, browser)).credential)
  expect(session).toMatchObject({ amr: 'pwd', fresh: false })
  const minutes = (Date.now() - session!.secondFactorAt!.getTime()) / 60_000
  expect(Math.abs(minutes - 30)).toBeLessThan(0.2)
  expect(session!.confirmedAt).toEqual(session!.secondFactorAt)
})

test('trust confirms nothing, however lately it was given, until the owner does [M29, M14]', async () => {
  const { user, secret } = await someoneWithTrustedBrowser()
  const here = await loggedInBy(user, await aTrustedBrowserOf(user, 0.1))
  expect(await currentSession(here.credential)).toMatchObject({ fresh: false })
  for (const [name, { run, more }] of Object.entries(riskyOperations))
    expect(await run({ ...more?.(user), current_password: user.password }, here), name).toMatchObject({
      code: 'confirmation-required',
    })
  const proof = { current_password: user.password, code: appCode(secret) }
  expect(await confirmOwner(proof, here)).toMatchObject({ ok: true })
  const session = await currentSession(here.credential)
  expect(session).toMatchObject({ fresh: true, amr: 'pwd otp' })
  expect(Date.now() - session!.secondFactorAt!.getTime()).toBeLessThan(10_000)
  expect(await changePassword({ new_password: 'a new password' }, here)).toMatchObject({ ok: true })
})

test('trust is for one account and for the pages: not for another one, not for API clients [M29]', async () => {
  const [one, other] = [await someoneWithTrustedBrowser(), await someoneWithTrustedBrowser()]
  expect(await login(other.user, one.browser)).toMatchObject(required)
  expect(await login(one.user, { ...aCaller('api'), trusted: one.browser.trusted! })).toMatchObject(required)
  expect(await login(one.user, one.browser)).toMatchObject({ ok: true })
})

test('before the password is right, a trusted browser changes neither the answer nor the work [M1, M29]', async () => {
  const { user, browser } = await someoneWithTrustedBrowser()
  const seen = []
  for (const caller of [browser, aCaller('browser')]) {
    const answers: unknown[] = []
    const statements = await statementsOf(async () => {
      answers.push(await login({ email: user.email, password: aPassword() }, caller))
    })
    seen.push({ answers, statements })
  }
  expect(seen[0]!.answers).toEqual([{ ok: false, code: 'invalid-credentials', fields: {} }])
  expect(seen[1]).toEqual(seen[0])
})

test('a trusted browser opens no disabled account, and cancels a deletion like every login', async () => {
  const { user, browser } = await someoneWithTrustedBrowser()
  await changeAccount(user, { deletionDueAt: new Date(Date.now() + 86_400_000) })
  expect(await login(user, browser)).toMatchObject({ ok: true, value: { restored: true } })
  expect((await accountOf(user)).deletionDueAt).toBeNull()
  await disable(user)
  expect(await login(user, browser)).toMatchObject({ code: 'invalid-credentials' })
})

test('without two-step login, trust is not looked at and gives no level', async () => {
  const user = await someone()
  const browser = await aTrustedBrowserOf(user)
  const session = await currentSession((await loggedInBy(user, browser)).credential)
  expect(session).toMatchObject({ amr: 'pwd', secondFactorAt: null })
})
