import * as z from 'zod/mini'
import { requestOptions } from '@/lib/factors/webauthn/request-options'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'

/**
 * What a browser needs to confirm with a passkey of the account. Only this session can use its challenge, and once. Refuses with
 * `passkeys-unavailable` if the account has no passkey that works here.
 */
export const confirmOptions = loggedInOperation({
  input: z.object({}),
  whileRequired: true,
  run: async (_, __, { id, user }) => {
    const options = await requestOptions('confirm', { binding: id, userId: user.id })
    return options ? ok({ options }) : fail('passkeys-unavailable')
  },
})
