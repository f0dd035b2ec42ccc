import { eq } from 'drizzle-orm'
import { contestAccount } from '@/db/accounts/email/contests'
import { cancelReset } from '@/db/accounts/not-me'
import { query } from '@/db/connection/client'
import { authenticatorApps, recoveryCodes } from '@/db/factors/tables'
import { aPerson } from '@/e2e/support/steps/person'
import { rememberDevice } from '@/lib/devices/known-devices'
import { rememberProgram } from '@/lib/devices/known-programs'
import type { FindingCode } from '@/lib/operator/diagnosis/findings'
import { RESETS_MUTED_HOURS } from '@/lib/rules/muted-resets'
import { disable, someone } from '@/test/accounts/someone'
import { someoneFrozen, someoneWithSuspendedPasskey } from '@/test/accounts/suspended-factors'
import { someoneWithTwoStep } from '@/test/accounts/two-step'
import { aResetLink } from '@/test/links/a-reset-link'
import { newestLink } from '@/test/links/link-row'
import { moved, somebodyVerified, takenBack } from '@/test/links/requested-change'
import {
  aCallerFromElsewhere,
  after,
  aRegistration,
  changed,
  failToLogIn,
  failWithCodes,
  later,
  named,
  type Prepared,
  past,
  verified,
  withApp,
  withEmail,
  withoutEmails,
  withResetLink,
  withUnsent,
} from './prepared-accounts'

type Case = {
  make: () => Promise<Prepared>
  /** What is found besides. */
  also?: FindingCode[]
  /** The command to run after which it is not found any more; otherwise the person has to do something. */
  mendsAtOnce?: true
}

/** An account, or an email without one, for everything that a diagnosis can find. */
export const cannotLogIn: Record<FindingCode, Case> = {
  disabled: { make: () => after(verified, disable), mendsAtOnce: true },
  contested: {
    make: async () => {
      const former = await somebodyVerified()
      const { contest } = await takenBack(await moved(former))
      await contestAccount(contest.id, {})
      return { user: former.id, mend: { to: former.email } }
    },
    also: ['email-queued'],
    mendsAtOnce: true,
  },
  'deletion-begun': { make: () => changed({ deletionDueAt: past }) },
  'second-factors-frozen': {
    make: () => after(someoneFrozen, async () => {}),
    also: ['email-queued'],
    mendsAtOnce: true,
  },
  'second-factors-missing': {
    make: async () => {
      const { user } = await someoneWithTwoStep()
      for (const table of [authenticatorApps, recoveryCodes])
        await query((db) => db.delete(table).where(eq(table.userId, user.id)))
      return named(user)
    },
    mendsAtOnce: true,
  },
  'login-throttled': {
    make: () => after(verified, (user) => failToLogIn(user.email, aCallerFromElsewhere())),
    mendsAtOnce: true,
  },
  'device-throttled': {
    make: () =>
      after(verified, async ({ id, email }) =>
        failToLogIn(email, { ...aCallerFromElsewhere('browser'), device: await rememberDevice(undefined, id) }),
      ),
    mendsAtOnce: true,
  },
  'client-throttled': {
    make: () =>
      after(verified, async ({ email }) => {
        const caller = aCallerFromElsewhere()
        await rememberProgram(caller, email)
        await failToLogIn(email, caller)
      }),
    mendsAtOnce: true,
  },
  'app-refused': { make: () => withApp({ failures: 100 }), also: ['second-step-needed'], mendsAtOnce: true },
  'app-unreadable': { make: () => withApp({ sealed: 'v1.x' }), also: ['second-step-needed'], mendsAtOnce: true },
  'codes-throttled': {
    make: () => failWithCodes(() => undefined),
    also: ['second-step-needed'],
    mendsAtOnce: true,
  },
  'device-codes-throttled': {
    make: () => failWithCodes((id) => rememberDevice(undefined, id)),
    also: ['second-step-needed'],
    mendsAtOnce: true,
  },
  'password-missing': {
    make: () =>
      after(
        () => someone({ passwordHash: '!', verified: true }),
        async () => {},
      ),
  },
  'email-unreachable': { make: () => changed({ emailUnreachableAt: past }), mendsAtOnce: true },
  'resets-muted': {
    make: () =>
      after(verified, async (user) => {
        await aResetLink(user)
        await cancelReset((await newestLink('not-me', user)).id, RESETS_MUTED_HOURS * 60, {})
      }),
    also: ['reset-link-canceled'],
  },
  'email-bounced': { make: () => withEmail({ status: 'sent', bouncedAt: past }), mendsAtOnce: true },
  'email-failed': { make: () => withEmail({ status: 'failed', lastError: 'gave up' }), mendsAtOnce: true },
  'email-failing': {
    make: () => withEmail({ nextAttemptAt: later, attempts: 3, lastError: 'not now', serverReply: '451 Later' }),
  },
  'email-queued': { make: () => withEmail({}) },
  'email-complained': { make: () => withEmail({ status: 'sent', deliveredAt: past, complainedAt: past }) },
  'reset-link-unsent': {
    make: () =>
      after(
        verified,
        async (user) => void [await aResetLink(user), await withUnsent(user, (await aResetLink(user)).id)],
      ),
    also: ['email-failing'],
  },
  'reset-link-replaced': {
    make: () => after(verified, async (user) => void [await aResetLink(user), await aResetLink(user)]),
  },
  'reset-link-canceled': { make: () => withResetLink({ replacedAt: past }) },
  'reset-link-expired': { make: () => withResetLink({ expiresAt: past }) },
  'reset-link-used': { make: () => withResetLink({ usedAt: past }) },
  'reset-link-open': { make: () => withResetLink({}) },
  'second-step-needed': { make: async () => named((await someoneWithTwoStep()).user), mendsAtOnce: true },
  'second-factors-suspended': {
    make: async () => named((await someoneWithSuspendedPasskey()).user),
    also: ['email-queued'],
  },
  'deletion-due': { make: () => changed({ deletionDueAt: later }) },
  'deletion-scheduled': { make: () => changed({ deletionDueAt: later, disabledAt: new Date() }) },
  'registration-unverified': { make: async () => aRegistration({}), also: ['email-queued'] },
  'registration-expired': { make: async () => aRegistration({ expiresAt: past }), also: ['email-queued'] },
  'email-moved': {
    make: async () => {
      const user = await somebodyVerified()
      await moved(user)
      return { user: user.email }
    },
  },
  'email-unknown': { make: async () => ({ user: aPerson().email }) },
  'nothing-found': { make: async () => named(await verified()) },
  'email-unverified': { make: async () => named(await withoutEmails(await someone())), also: ['nothing-found'] },
}
