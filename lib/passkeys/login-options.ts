import * as z from 'zod/mini'
import { requestOptions } from '@/lib/factors/webauthn/request-options'
import { operation } from '@/lib/operation'
import { fail, ok } from '@/lib/result'

/**
 * What a browser needs to log in with a passkey. It asks for no email and nothing is looked up, so the answer tells nobody which
 * accounts there are. Refuses with `passkeys-unavailable`.
 */
export const loginOptions = operation({
  input: z.object({}),
  run: async () => {
    const options = await requestOptions('login')
    return options ? ok({ options }) : fail('passkeys-unavailable')
  },
})
