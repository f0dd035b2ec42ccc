import type { SecondStepMethod } from './methods'

/** Whether a passkey has to take the place of a code, because no authenticator app can make one now. */
export function hasOnlyPasskeys(methods: SecondStepMethod[]): boolean {
  return methods.includes('passkey') && !methods.includes('authenticator-app')
}
