import type { player } from './play-examples'

type Scene = Pick<ReturnType<typeof player>, 'expects'>
/** Recovery codes that work, and one of the app that does not. */
type Codes = { recoveryCodes: string[]; wrong: { code: string } }

/** Logs in to an account with two-step login. The code of this moment was used before, so a recovery code is taken. */
export async function secondStep({ expects }: Scene, { recoveryCodes: [code = ''], wrong }: Codes): Promise<void> {
  await expects('400 login-expired', 'secondStep')
  const { login_token: canceled } = await expects('403 second-step-required', 'login')
  await expects('204', 'cancelLogin', { values: { login_token: canceled } })
  await expects('400 login-expired', 'secondStep', { values: { login_token: canceled, code } })
  const { login_token } = await expects('403 second-step-required', 'login')
  await expects('403 wrong-code', 'secondStep', { values: { login_token, ...wrong } })
  await expects('200', 'secondStep', { values: { login_token, code } })
}
