import { operations } from '@/app/_openapi/operations'
import { appCode } from '@/e2e/support/app-code'
import { confirmDeletion } from '@/lib/account-deletion/delete-account'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { finishAuthenticatorApp } from '@/lib/authenticator-app/finish'
import { cancelEmailChange, resendEmailChange } from '@/lib/email-change/pending-email-change'
import type { Caller, Declared, Operation } from '@/lib/operation'
import { answerConsent } from '@/lib/provider/login/answer-app-login'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { issueToken } from '@/lib/service-tokens/issue-token'
import { whoAmI } from '@/lib/sessions/who-am-i'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { loggedInByPasskey } from '@/test/accounts/logged-in'
import { aPasskeyOf } from '@/test/accounts/passkeys'
import { someone } from '@/test/accounts/someone'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { login } from './login'

type Known = Operation<unknown> & Declared
const inApi = operations.flatMap(({ id, operation }) =>
  operation?.loggedIn ? [[id, operation as Known] as const] : [],
)
const onPages = { confirmDeletion, answerConsent, cancelEmailChange, resendEmailChange }
const all = [...inApi, ...Object.entries(onPages)] as [string, Known][]
/** Without those that a call with nothing in it changes something by, for the calls that follow. */
const calm = all.filter(([id]) => id !== 'switchOnTwoStep' && id !== 'revokeOtherSessions')

const REFUSED = 'second-factor-setup-required'
const whileRequired = <T>(work: () => Promise<T>) => withSettings({ SECOND_FACTOR: 'required' }, work)

test('these operations work before two-step login is set up where it is required, and no others [M28]', () => {
  const open = all.filter(([, { whileRequired }]) => whileRequired).map(([id]) => id)
  expect(open.sort()).toEqual([
    ...['addPasskey', 'beginAuthenticatorApp', 'cancelEmailChange', 'changeEmail', 'confirmOwner'],
    ...['finishAuthenticatorApp', 'getConfirmOptions', 'getPasskeyOptions', 'getSecondFactors', 'keepSuspendedFactor'],
    ...['listSessions', 'makeRecoveryCodes', 'markRecoveryCodesSaved', 'removePasskey', 'removeSuspendedFactor'],
    ...['renamePasskey', 'resendEmailChange', 'resendVerification', 'revokeOtherSessions', 'revokeSession'],
    ...['switchOnTwoStep', 'whoAmI'],
  ])
  expect(all.length).toBeGreaterThan(30)
})

test('at both doors every other operation refuses, also to sessions from before and to one that a passkey began [M28]', async () => {
  const user = await someone({ verified: true })
  const passkey = await aPasskeyOf(user)
  const callers = [await aCallerOf(user, 'browser'), await aCallerOf(user)]
  for (const kind of ['browser', 'api'] as const) {
    callers.push({ ...aCaller(kind), credential: await loggedInByPasskey(user, passkey, kind) })
  }
  await whileRequired(async () => {
    for (const door of ['browser', 'api'] as const) callers.push(await aCallerOf(user, door))
    for (const caller of callers) {
      for (const [id, operation] of calm) {
        const refused = (await codeOf(operation, caller)) === REFUSED
        expect([id, refused]).toEqual([id, !operation.whileRequired])
      }
    }
  })
  for (const [id, operation] of calm) expect([id, await codeOf(operation, callers[0]!)]).not.toEqual([id, REFUSED])
})

test('an account with two-step login is refused nothing [M28]', async () => {
  const { caller } = await someoneWithTwoStep()
  await whileRequired(async () => {
    for (const [id, operation] of calm) expect([id, await codeOf(operation, caller)]).not.toEqual([id, REFUSED])
    expect(await issueToken({ audience: 'billing' }, caller)).toMatchObject({ ok: true })
  })
})

test('whoever has only the password logs in, sets up an app, and is then refused nothing [M28]', async () => {
  const user = await someone({ verified: true })
  const current_password = user.password
  await whileRequired(async () => {
    const logged = await login({ email: user.email, password: current_password }, aCaller())
    if (!logged.ok) throw new Error(logged.code)
    const caller = { ...aCaller(), credential: { token: logged.value.token, kind: 'api' as const } }
    expect(await issueToken({ audience: 'billing' }, caller)).toMatchObject({ code: REFUSED })
    const begun = await beginAuthenticatorApp({ current_password }, caller)
    if (!begun.ok) throw new Error(begun.code)
    expect(await finishAuthenticatorApp({ code: appCode(begun.value.secret) }, caller)).toMatchObject({ ok: true })
    expect(await issueToken({ audience: 'billing' }, caller)).toMatchObject({ ok: true })
  })
})

test('a passkey alone does not open the account, and turning on two-step login with it does [M28]', async () => {
  const user = await someone({ verified: true })
  const caller = { ...aCaller('browser'), credential: await loggedInByPasskey(user, await aPasskeyOf(user), 'browser') }
  await whileRequired(async () => {
    expect(await makeRecoveryCodes({}, caller)).toMatchObject({ code: 'two-step-off' })
    expect(await issueToken({ audience: 'billing' }, caller)).toMatchObject({ code: REFUSED })
    expect(await switchOnTwoStep({}, caller)).toMatchObject({ ok: true })
    expect(await issueToken({ audience: 'billing' }, caller)).toMatchObject({ ok: true })
  })
})

test('nobody turns off two-step login where it is required, not even right after logging in [M28]', async () => {
  const { user, caller } = await someoneWithTwoStep()
  await whileRequired(async () => {
    expect(await switchOffTwoStep({}, caller)).toMatchObject({ code: 'second-factor-required' })
    expect(await login({ email: user.email, password: user.password }, aCaller())).toMatchObject({
      code: 'second-step-required',
    })
  })
  expect(await switchOffTwoStep({}, caller)).toMatchObject({ ok: true })
})

test('who has a session is asked before what they send is read [M28]', async () => {
  await whileRequired(async () => {
    expect(await issueToken({ audience: 1 }, aCaller())).toMatchObject({ code: 'unauthenticated' })
    const caller = await aCallerOf(await someone())
    expect(await issueToken({ audience: 1 }, caller)).toMatchObject({ code: REFUSED, fields: {} })
    expect(await whoAmI({}, caller)).toMatchObject({ ok: true })
  })
})

async function codeOf(operation: Known, caller: Caller): Promise<string | undefined> {
  const result = await operation({}, caller)
  return result.ok ? undefined : result.code
}
