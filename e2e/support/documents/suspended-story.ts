import { softwareAuthenticator } from '../authenticator'
import { addedPasskey, tooManyPasskeys } from './passkey-story'
import type { player } from './play-examples'

type Scene = Pick<ReturnType<typeof player>, 'expects' | 'origin'>
type Person = {
  password: string
  logIn: () => Promise<string>
  /** The token in the next email with this subject. */
  mailed: (page: `/${string}`, subject: RegExp) => Promise<string>
}

/** “This wasn't me” suspends two passkeys; one of them is kept and the other removed. None is left. */
export async function suspendedFactors(scene: Scene, { password, logIn, mailed }: Person): Promise<void> {
  const { expects, origin } = scene
  const stranger = await logIn()
  await expects('404 not-found', 'keepSuspendedFactor', { bearer: stranger })
  await expects('404 not-found', 'removeSuspendedFactor', { bearer: stranger })
  for (let count = 0; count < 2; count++) await addedPasskey(scene, stranger, softwareAuthenticator({ origin }))
  await expects('200', 'notMe', { values: { token: await mailed('/not-me', /passkey was added/i) } })
  const token = await mailed('/reset-password', /^reset your/i)
  await expects('200', 'resetPassword', { values: { token, new_password: password } })

  const bearer = await logIn()
  const { suspended } = await expects('200', 'getSecondFactors', { bearer })
  const [{ id: kept }, { id: removed }] = suspended
  await tooManyPasskeys(scene, bearer, () =>
    expects('409 too-many-passkeys', 'keepSuspendedFactor', { bearer, values: { id: kept } }),
  )
  await expects('204', 'keepSuspendedFactor', { bearer, values: { id: kept } })
  await expects('204', 'removeSuspendedFactor', { bearer, values: { id: removed } })
  const { passkeys } = await expects('200', 'getSecondFactors', { bearer })
  await expects('204', 'removePasskey', { bearer, values: { id: passkeys[0].id } })
}
