import type { Authenticator } from '../authenticator'
import type { player } from './play-examples'

type Scene = Pick<ReturnType<typeof player>, 'expects'>

/** A passkey of the account that works, and one that was removed. */
type Passkeys = { authenticator: Authenticator; removed: Authenticator }

/** Logs in with a passkey of an account with two-step login: alone, and after the password. */
export async function passkeyLogin(scene: Scene, passkeys: Passkeys): Promise<void> {
  await alone(scene, passkeys)
  await afterPassword(scene, passkeys)
}

async function alone({ expects }: Scene, { authenticator, removed }: Passkeys): Promise<void> {
  const { options } = await expects('200', 'getLoginOptions')
  const answer = (faults = {}) => ({ values: { credential: authenticator.get(options, faults) } })
  await expects('403 passkey-refused', 'passkeyLogin', answer({ wrongKey: true }))
  await expects('403 passkey-unknown', 'passkeyLogin', answer({ id: 'AAAA' }))
  await expects('403 passkey-removed', 'passkeyLogin', { values: { credential: removed.get(options) } })
  const right = answer()
  await expects('200', 'passkeyLogin', right)
  await expects('403 passkey-refused', 'passkeyLogin', right)
}

async function afterPassword({ expects }: Scene, { authenticator, removed }: Passkeys): Promise<void> {
  await expects('400 login-expired', 'getSecondStepOptions')
  const { login_token } = await expects('403 second-step-required', 'login')
  const { options } = await expects('200', 'getSecondStepOptions', { values: { login_token } })
  const answer = (faults = {}) => ({
    values: { login_token, code: undefined, credential: authenticator.get(options, faults) },
  })
  await expects('403 passkey-refused', 'secondStep', answer({ wrongKey: true }))
  await expects('403 passkey-unknown', 'secondStep', answer({ id: 'AAAA' }))
  const former = { values: { login_token, code: undefined, credential: removed.get(options) } }
  await expects('403 passkey-removed', 'secondStep', former)
  await expects('200', 'secondStep', answer())
}
