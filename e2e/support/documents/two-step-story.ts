import { appCode } from '../app-code'
import { type Authenticator, softwareAuthenticator } from '../authenticator'
import { passkeyLogin } from './passkey-login-story'
import type { player } from './play-examples'
import { secondStep } from './second-step-story'

type Scene = Pick<ReturnType<typeof player>, 'expects' | 'origin'>
/** The people who are logged in, the password of one that is wrong for the other, and a passkey that was removed. */
type People = { bearer: string; unverified: string; otherPassword: string; removed: Authenticator }

/** Everything that has to be confirmed. */
export const risky = [
  'changePassword',
  'changeEmail',
  'deleteAccount',
  'exportConfirmedData',
  'confirmOwner',
  'beginAuthenticatorApp',
  'removeAuthenticatorApp',
  'getPasskeyOptions',
  'removePasskey',
  'keepSuspendedFactor',
  'removeSuspendedFactor',
  'makeRecoveryCodes',
  'switchOnTwoStep',
  'switchOffTwoStep',
]

/** Switches two-step login on and off again. */
export async function twoStep(scene: Scene, people: People): Promise<void> {
  const { bearer, unverified, otherPassword, removed } = people
  const { expects, origin } = scene
  await expects('403 email-unverified', 'beginAuthenticatorApp', { bearer: unverified })
  for (const id of risky) {
    await expects('403 wrong-password', id, { bearer, values: { current_password: otherPassword } })
    await expects('422 invalid-input', id, { bearer, raw: '{}' })
  }
  await expects('409 two-step-off', 'makeRecoveryCodes', { bearer })
  await expects('409 two-step-off', 'switchOffTwoStep', { bearer })
  await expects('200', 'confirmOwner', { bearer })
  await expects('200', 'exportConfirmedData', { bearer })

  await expects('422 invalid-input', 'finishAuthenticatorApp', { bearer, values: { code: '1' } })
  await expects('400 set-up-expired', 'finishAuthenticatorApp', { bearer })
  const { secret } = await expects('201', 'beginAuthenticatorApp', { bearer })
  const wrong = { code: appCode(secret, 0) }
  await expects('403 wrong-code', 'finishAuthenticatorApp', { bearer, values: wrong })
  await expects('200', 'finishAuthenticatorApp', { bearer, values: { code: appCode(secret) } })

  for (const id of risky) {
    await expects('403 confirmation-required', id, { bearer, values: { code: undefined } })
    await expects('403 wrong-code', id, { bearer, values: wrong })
  }
  await expects('403 confirmation-required', 'exportData', { bearer })
  // The code of this moment finished the setup.
  const next = { code: appCode(secret, undefined, 1) }
  const { confirmation } = await expects('200', 'confirmOwner', { bearer, values: next })
  await expects('200', 'exportConfirmedData', { bearer, values: { confirmation } })
  const { recovery_codes: recoveryCodes } = await expects('200', 'makeRecoveryCodes', {
    bearer,
    values: { confirmation },
  })
  await expects('204', 'markRecoveryCodesSaved', { bearer })
  await expects('200', 'getSecondFactors', { bearer })
  await expects('204', 'forgetTrustedBrowsers', { bearer })
  await secondStep(scene, { recoveryCodes, wrong })
  await expects('409 last-factor', 'removeAuthenticatorApp', { bearer, values: { confirmation } })
  const authenticator = softwareAuthenticator({ origin })
  const { options } = await expects('200', 'getPasskeyOptions', { bearer, values: { confirmation } })
  await expects('201', 'addPasskey', { bearer, values: { credential: authenticator.create(options) } })
  await passkeyLogin(scene, { authenticator, removed })
  await expects('204', 'removeAuthenticatorApp', { bearer, values: { confirmation } })
  await expects('204', 'switchOffTwoStep', { bearer, values: { confirmation } })
}
