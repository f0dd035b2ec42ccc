import { sql } from 'drizzle-orm'
import type { User } from '@/db/accounts/users'
import { resetFactorsBy } from '@/db/factors/reset-factors'
import { finishSetUp } from '@/db/factors/two-step'
import { disableUserBy, enableUserBy } from '@/db/operator/changes/operator-changes'
import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'
import { contest } from '@/lib/email-change/contest'
import { undoEmail } from '@/lib/email-change/undo-email'
import { notMe } from '@/lib/not-me/not-me'
import type { Caller } from '@/lib/operation'
import { settleContest } from '@/lib/operator/users/settle-contest'
import { removePasskey } from '@/lib/passkeys/remove'
import { changePassword } from '@/lib/password-change/change-password'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { login } from '@/lib/sessions/login/login'
import { secondStep } from '@/lib/two-step/second-step'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { accountOf, changeAccount } from '@/test/accounts/account-now'
import { eventsOf } from '@/test/accounts/account-rows'
import { aCaller } from '@/test/accounts/callers'
import { passkeyAddedBy } from '@/test/accounts/new-passkey'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { loginTokenOf, recoveryCodesOf } from '@/test/accounts/second-steps'
import { aTrustedBrowserOf, someoneWithTrustedBrowser } from '@/test/accounts/trusted-browsers'
import { setUpFor, someoneWithTwoStep } from '@/test/accounts/two-step'
import { aResetLink } from '@/test/links/a-reset-link'
import { moved, takenBack } from '@/test/links/requested-change'
import { anAct } from '@/test/operator/an-act'
import { expect, test } from '@/test/unit'
import { forgetTrustedBrowsers } from './forget'

type Owner = Awaited<ReturnType<typeof someoneWithTrustedBrowser>>
const new_password = 'a quite new phrase'

const forgetting: Record<string, (owner: Owner) => Promise<unknown>> = {
  'a password reset': async ({ user }) =>
    resetPassword({ token: (await aResetLink(user)).token, new_password }, aCaller()),
  'a password change': ({ caller }) => changePassword({ new_password }, caller),
  'two-step login turned off': ({ caller }) => switchOffTwoStep({}, caller),
  'an app that is replaced': async ({ user, sessionId, codeHashes }) => {
    const setUp = { userId: user.id, sessionId, codeHashes, timeStep: 1, setUpId: await setUpFor(user, sessionId) }
    return { ok: (await finishSetUp(setUp, {})) === 'replaced' }
  },
  'an app that is removed': async ({ user, caller }) => {
    await aPasskeyOf(user)
    return removeAuthenticatorApp({}, caller)
  },
  'a passkey that is removed': async ({ user, caller }) => removePasskey({ id: (await aPasskeyOf(user)).id }, caller),
  '“This wasn’t me”': async ({ user }) => notMe({ token: (await moved(user)).notMe.token }, aCaller()),
  'the undo of an email change': async ({ user }) => undoEmail({ token: (await moved(user)).undo.token }, aCaller()),
  'a contest that is settled': async ({ user }) => {
    const { contest: link } = await takenBack(await moved(user))
    await contest({ token: link.token }, aCaller())
    await changeAccount(user, { browsersTrustedSince: null })
    return settleContest({ user: user.id, to: user.email }, { name: 'grace' })
  },
  'a contest': async ({ user }) => {
    const { contest: link } = await takenBack(await moved(user))
    await changeAccount(user, { browsersTrustedSince: null })
    return contest({ token: link.token }, aCaller())
  },
  'the operator’s reset': async ({ user }) => ({ ok: await resetFactorsBy(anAct(), user.id) }),
  'the owner’s button': ({ caller }) => forgetTrustedBrowsers({}, caller),
}

for (const [cause, run] of Object.entries(forgetting))
  test(`${cause} makes the account forget its trusted browsers [M29]`, async () => {
    const owner = await someoneWithTrustedBrowser()
    expect(await run(owner)).toMatchObject({ ok: true })
    expect(await loginAfter(owner, owner.browser)).toMatchObject({ code: 'second-step-required' })
    // The browser is not banned: a second step from now on counts again.
    await changeAccount(owner.user, { browsersTrustedSince: sql`now() - interval '1 hour'` })
    expect(await loginAfter(owner, owner.browser)).toMatchObject({ ok: true })
  })

test('two-step login that is turned on trusts no browser from before [M29]', async () => {
  const { user } = await someoneWithTwoStep()
  expect(await login(user, await aTrustedBrowserOf(user, 1))).toMatchObject({ code: 'second-step-required' })
})

const keeping: Record<string, (owner: Owner) => Promise<unknown>> = {
  'a changed email': async ({ user }) => moved(user),
  'an account that was disabled for a while': async ({ user }) => {
    await disableUserBy(anAct(), user.id)
    await enableUserBy(anAct(), user.id)
  },
  'a recovery code': async ({ user }) => {
    const [code] = await recoveryCodesOf(user)
    const used = await secondStep({ login_token: await loginTokenOf(user), code }, aCaller())
    expect(used).toMatchObject({ ok: true })
  },
  'a new passkey': ({ caller }) => passkeyAddedBy(caller, 'Phone'),
  'new recovery codes': ({ caller }) => makeRecoveryCodes({}, caller),
}

for (const [cause, run] of Object.entries(keeping))
  test(`${cause} leaves browsers trusted`, async () => {
    const owner = await someoneWithTrustedBrowser()
    await run(owner)
    expect(await loginAfter(owner, owner.browser)).toMatchObject({ ok: true })
  })

test('“Ask in every browser again” logs nobody out, and is recorded [M29]', async () => {
  const { user, caller, browser } = await someoneWithTrustedBrowser()
  const other = await aTrustedBrowserOf(user, 5)
  expect(await forgetTrustedBrowsers({}, caller)).toEqual({ ok: true, value: {} })
  for (const each of [browser, other]) expect(await login(user, each)).toMatchObject({ code: 'second-step-required' })
  expect(await forgetTrustedBrowsers({}, caller)).toMatchObject({ ok: true })
  expect((await eventsOf(user)).filter((type) => type === 'browsers-forgotten')).toHaveLength(2)
})

/** Logs in with the password of before, in an account that is open again and has two-step login again. */
async function loginAfter({ user }: Owner, browser: Caller) {
  const reopened: Partial<User> = { passwordHash: user.passwordHash, contestedAt: null, twoStepAt: new Date() }
  await changeAccount(user, reopened)
  const { email } = await accountOf(user)
  return login({ email, password: user.password }, browser)
}
