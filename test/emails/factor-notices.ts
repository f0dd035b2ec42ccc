import { randomUUID } from 'node:crypto'
import { createPendingLogin, findPendingLogin } from '@/db/factors/logins/pending-logins'
import { recordFailedSecondStep } from '@/db/factors/logins/unfinished-logins'
import { addPasskey, removePasskey } from '@/db/factors/own-passkeys'
import { removeApp } from '@/db/factors/remove-app'
import { resetFactorsBy } from '@/db/factors/reset-factors'
import { keepSuspendedFactor } from '@/db/factors/set-aside/suspended-factors'
import { finishSetUp, renewRecoveryCodes, switchOffTwoStep } from '@/db/factors/two-step'
import { startSession } from '@/db/sessions/start-session'
import { hoursAgo } from '@/test/accounts/changed-factors'
import { loggedInByPasskey } from '@/test/accounts/logged-in'
import { aNewPasskey, aPasskeyOf } from '@/test/accounts/passkeys'
import { notice, pressNotMe, suspendedIdsOf } from '@/test/accounts/suspended-factors'
import { sessionIdOf, setUpFor, type someoneWithTwoStep } from '@/test/accounts/two-step'
import { anAct } from '@/test/operator/an-act'

type Owner = Awaited<ReturnType<typeof someoneWithTwoStep>>

const from = { ip: '203.0.113.9', userAgent: 'tests' }

/** Everything that the owner of an account with two-step login is notified of, and what the email about it says. */
export const factorNotices: Record<string, { happens: (owner: Owner) => Promise<unknown>; says: string }> = {
  'second-factor-changed, on': { happens: async () => {}, says: 'Two-step login was turned on' },
  'second-factor-changed, off': {
    happens: ({ user, sessionId }) => switchOffTwoStep({ userId: user.id, sessionId }, from),
    says: 'Two-step login was turned off',
  },
  'second-factor-changed, by another app': {
    happens: async ({ user, sessionId }) => {
      const setUpId = await setUpFor(user, sessionId)
      await finishSetUp({ userId: user.id, sessionId, setUpId, timeStep: 2, codeHashes: [] }, from)
    },
    says: 'Someone set up a new authenticator app',
  },
  'second-factor-changed, by new codes': {
    happens: ({ user, sessionId }) =>
      renewRecoveryCodes({ userId: user.id, sessionId, codeHashes: [randomUUID()] }, from),
    says: 'New recovery codes were made',
  },
  'second-factor-changed, by removing the app': {
    happens: async ({ user, sessionId }) => {
      await aPasskeyOf(user)
      await removeApp({ userId: user.id, sessionId, rpId: 'localhost' }, from)
    },
    says: 'The authenticator app was removed',
  },
  'second-factor-changed, by a new passkey': {
    happens: ({ user, sessionId }) => {
      const passkey = { ...aNewPasskey(), name: 'Ada’s phone' }
      return addPasskey({ userId: user.id, sessionId, challenge: randomUUID(), passkey }, from)
    },
    says: 'Its name is Ada’s phone.',
  },
  'second-factor-changed, by removing a passkey': {
    happens: async ({ user, sessionId }) => {
      const { id } = await aPasskeyOf(user, { name: 'Ada’s phone' })
      await removePasskey({ userId: user.id, sessionId, id, rpId: 'localhost' }, from)
    },
    says: 'Its name was Ada’s phone.',
  },
  'second-factor-changed, by keeping an app': {
    happens: (owner) => keepSuspended(owner, 'authenticator-app'),
    says: 'An authenticator app of your Rekey account had been suspended',
  },
  'second-factor-changed, by keeping codes': {
    happens: (owner) => keepSuspended(owner, 'recovery-codes'),
    says: 'Recovery codes of your Rekey account had been suspended',
  },
  'second-factor-changed, by keeping a passkey': {
    happens: (owner) => keepSuspended(owner, 'passkey'),
    says: 'Its name is Ada’s phone.',
  },
  'second-factor-changed, by an operator': {
    happens: ({ user }) => resetFactorsBy(anAct(), user.id),
    says: 'An operator reset two-step login and passkeys',
  },
  'recovery-code-used': { happens: useRecoveryCode, says: '9 recovery codes are left.' },
  'second-step-failed': {
    happens: ({ user }) => recordFailedSecondStep(user.id, 'wrong-codes', from),
    says: 'then five wrong codes',
  },
  'second-step-failed, unfinished': {
    happens: ({ user }) => recordFailedSecondStep(user.id, 'unfinished', from),
    says: 'but didn’t complete the second step',
  },
}

/** Suspends all that is newer than an hour, and keeps one of it after a login with an older passkey. */
async function keepSuspended({ user }: Owner, kind: 'authenticator-app' | 'recovery-codes' | 'passkey'): Promise<void> {
  const older = await aPasskeyOf(user, { createdAt: hoursAgo(1) })
  const link = await notice(user)
  await aPasskeyOf(user, { name: 'Ada’s phone' })
  await pressNotMe(user, link)
  const { tokenHash } = await loggedInByPasskey(user, older)
  const own = { userId: user.id, sessionId: await sessionIdOf(tokenHash), id: (await suspendedIdsOf(user))[kind]! }
  if (typeof (await keepSuspendedFactor(own, from)) !== 'object') throw new Error('It was not kept.')
}

/** Logs in with the password and the first recovery code. */
async function useRecoveryCode({ user, codeHashes }: Owner): Promise<void> {
  const [userId, tokenHash, checkedHash] = [user.id, randomUUID(), user.passwordHash]
  await createPendingLogin({ userId, tokenHash, kind: 'api', checkedHash, minutes: 10 }, from)
  const pending = await findPendingLogin(tokenHash, 'api')
  const session = { userId, tokenHash: randomUUID(), kind: 'api' as const, lifetimeDays: 30 }
  const proof = { pendingLogin: pending!.id, step: { recoveryCode: codeHashes[0]! } }
  if ((await startSession(session, proof, from)) !== true) throw new Error('The recovery code was refused.')
}
