import { aPerson } from '@/e2e/support/steps/person'
import { confirmDeletion, deleteAccount } from '@/lib/account-deletion/delete-account'
import { beginAuthenticatorApp } from '@/lib/authenticator-app/begin'
import { removeAuthenticatorApp } from '@/lib/authenticator-app/remove'
import { confirmOwner } from '@/lib/confirmation/confirm-owner'
import { exportConfirmedData } from '@/lib/data-export/export-data'
import { changeEmail } from '@/lib/email-change/change-email'
import type { Operation } from '@/lib/operation'
import { passkeyOptions } from '@/lib/passkeys/options'
import { removePasskey } from '@/lib/passkeys/remove'
import { changePassword } from '@/lib/password-change/change-password'
import { makeRecoveryCodes } from '@/lib/recovery-codes/make'
import { keepSuspendedFactor } from '@/lib/suspended-factors/keep'
import { removeSuspendedFactor } from '@/lib/suspended-factors/remove'
import { switchOffTwoStep } from '@/lib/two-step/switch-off'
import { switchOnTwoStep } from '@/lib/two-step/switch-on'

type Owner = { id: string; email: string }
type Risky = {
  run: Operation<unknown>
  /** What it needs besides the confirmation. */
  more?: (owner: Owner) => object
  asksAlways?: boolean
  /** What it refuses with although it is confirmed, in an account with two-step login. */
  ends?: string
  /** The same while two-step login is off. */
  endsWhileOff?: string
}

const anId = '00000000-0000-7000-8000-000000000000'
const ofSuspended: Omit<Risky, 'run'> = { more: () => ({ id: anId }), ends: 'not-found', endsWhileOff: 'not-found' }

/** Every operation that needs to be confirmed. */
export const riskyOperations: Record<string, Risky> = {
  changePassword: { run: changePassword, more: () => ({ new_password: 'a new password' }) },
  changeEmail: { run: changeEmail, more: () => ({ new_email: aPerson().email }) },
  deleteAccount: { run: deleteAccount, asksAlways: true },
  confirmDeletion: { run: confirmDeletion, more: ({ email }) => ({ email }), asksAlways: true },
  confirmOwner: { run: confirmOwner, asksAlways: true },
  beginAuthenticatorApp: { run: beginAuthenticatorApp },
  removeAuthenticatorApp: { run: removeAuthenticatorApp, ends: 'last-factor', endsWhileOff: 'not-found' },
  passkeyOptions: { run: passkeyOptions },
  removePasskey: { run: removePasskey, more: () => ({ id: anId }), ends: 'not-found', endsWhileOff: 'not-found' },
  makeRecoveryCodes: { run: makeRecoveryCodes, endsWhileOff: 'two-step-off' },
  switchOnTwoStep: { run: switchOnTwoStep },
  switchOffTwoStep: { run: switchOffTwoStep, endsWhileOff: 'two-step-off' },
  keepSuspendedFactor: { run: keepSuspendedFactor, ...ofSuspended },
  removeSuspendedFactor: { run: removeSuspendedFactor, ...ofSuspended },
  exportConfirmedData: { run: exportConfirmedData },
}

/** How an operation ends for an owner who has confirmed. */
export const confirmedEnd = (code: string | undefined) => (code ? { ok: false, code } : { ok: true })
