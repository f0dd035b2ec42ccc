import { renamePasskey as rename } from '@/db/factors/own-passkeys'
import { fail, ok, type Result } from '@/lib/result'
import { isId } from '@/lib/rules/is-id'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'
import { type PublicPasskey, publicPasskey } from './public-passkey'
import { renamePasskeyInput } from './schema'

/** Gives a passkey of the account another name. Refuses with `not-found` for any other ID. */
export const renamePasskey = loggedInOperation({
  input: renamePasskeyInput,
  whileRequired: true,
  throttle: limitCalls('rename-passkey', perAccount(100, '1h')),
  run: async ({ id, name }, _, { user }): Promise<Result<{ passkey: PublicPasskey }>> => {
    const renamed = isId(id) ? await rename(user.id, id, name) : undefined
    return renamed ? ok({ passkey: publicPasskey(renamed) }) : fail('not-found')
  },
})
