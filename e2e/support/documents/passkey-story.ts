import { type Authenticator, softwareAuthenticator } from '../authenticator'
import type { player } from './play-examples'
import { risky } from './two-step-story'

type Scene = Pick<ReturnType<typeof player>, 'expects' | 'origin'>
/** Somebody who has no passkey yet, and somebody whose email is unverified. */
type People = { bearer: string; unverified: string }

const AT_MOST = 20

/** Adds and removes a passkey, and confirms with it. None is left; returns the one that was removed. */
export async function passkeys(scene: Scene, { bearer, unverified }: People): Promise<Authenticator> {
  await scene.expects('403 email-unverified', 'getPasskeyOptions', { bearer: unverified })
  await withoutAny(scene, bearer)
  const authenticator = softwareAuthenticator({ origin: scene.origin })
  const id = await addedPasskey(scene, bearer, authenticator)
  const again = await creationOptions(scene, bearer)
  await scene.expects('409 passkey-exists', 'addPasskey', {
    bearer,
    values: { credential: authenticator.create(again) },
  })
  await scene.expects('200', 'renamePasskey', { bearer, values: { id } })
  await refused(scene, bearer, authenticator)
  await asOnlyFactor(scene, bearer, { id, authenticator })
  const { options } = await scene.expects('200', 'getConfirmOptions', { bearer })
  await scene.expects('204', 'removePasskey', { bearer, values: { id } })
  const values = { credential: authenticator.get(options) }
  for (const each of risky) await scene.expects('403 passkey-removed', each, { bearer, values })
  return authenticator
}

async function withoutAny({ expects }: Scene, bearer: string): Promise<void> {
  await expects('409 no-second-factor', 'switchOnTwoStep', { bearer })
  await expects('404 not-found', 'removeAuthenticatorApp', { bearer })
  await expects('404 not-found', 'removePasskey', { bearer })
  await expects('404 not-found', 'renamePasskey', { bearer })
  await expects('422 invalid-input', 'renamePasskey', { bearer, raw: '{}' })
  await expects('422 invalid-input', 'addPasskey', { bearer, raw: '{}' })
  await expects('403 passkey-refused', 'addPasskey', { bearer })
}

async function creationOptions({ expects }: Scene, bearer: string, values = {}) {
  return (await expects('200', 'getPasskeyOptions', { bearer, values })).options
}

/** Returns the ID of the new passkey. */
export async function addedPasskey(
  scene: Scene,
  bearer: string,
  authenticator: Authenticator,
  values = {},
): Promise<string> {
  const credential = authenticator.create(await creationOptions(scene, bearer, values))
  return (await scene.expects('201', 'addPasskey', { bearer, values: { credential } })).passkey.id
}

async function refused({ expects }: Scene, bearer: string, authenticator: Authenticator): Promise<void> {
  const { options } = await expects('200', 'getConfirmOptions', { bearer })
  const [wrong, unknown] = [authenticator.get(options, { wrongKey: true }), authenticator.get(options, { id: 'AAAA' })]
  for (const id of risky) {
    await expects('403 passkey-refused', id, { bearer, values: { credential: wrong } })
    await expects('403 passkey-unknown', id, { bearer, values: { credential: unknown } })
  }
}

type Passkey = { id: string; authenticator: Authenticator }

/** Switches two-step login on and off again. */
async function asOnlyFactor({ expects }: Scene, bearer: string, { id, authenticator }: Passkey): Promise<void> {
  const confirming = async () => {
    const { options } = await expects('200', 'getConfirmOptions', { bearer })
    return { bearer, values: { current_password: undefined, code: undefined, credential: authenticator.get(options) } }
  }
  await expects('200', 'switchOnTwoStep', await confirming())
  await expects('403 confirmation-required', 'switchOffTwoStep', { bearer })
  const { confirmation } = await expects('200', 'confirmOwner', await confirming())
  await expects('409 last-factor', 'removePasskey', { bearer, values: { id, confirmation } })
  await expects('204', 'switchOffTwoStep', await confirming())
}

/** Adds as many passkeys as there may be, and removes them after `whileFull`. */
export async function tooManyPasskeys(scene: Scene, bearer: string, whileFull: () => Promise<unknown>): Promise<void> {
  const { expects, origin } = scene
  const { confirmation } = await expects('200', 'confirmOwner', { bearer })
  const late = softwareAuthenticator({ origin }).create(await creationOptions(scene, bearer, { confirmation }))
  const ids: string[] = []
  while (ids.length < AT_MOST)
    ids.push(await addedPasskey(scene, bearer, softwareAuthenticator({ origin }), { confirmation }))
  await expects('409 too-many-passkeys', 'getPasskeyOptions', { bearer, values: { confirmation } })
  await expects('409 too-many-passkeys', 'addPasskey', { bearer, values: { credential: late } })
  await whileFull()
  for (const id of ids) await expects('204', 'removePasskey', { bearer, values: { id, confirmation } })
}
