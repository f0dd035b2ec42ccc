import { writeProfile } from '@/db/accounts/profile'
import { publicUser } from '@/lib/accounts/public-user'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'
import { updateProfileInput } from './schema'

/** Changes what is given of names and phone number. Refuses with `account-exists` when another account has the number. */
export const updateProfile = loggedInOperation({
  input: updateProfileInput,
  throttle: limitCalls('profile', perAccount(100, '1h')),
  run: async ({ first_name, last_name, phone_number }, caller, { user }) => {
    const given = Object.entries({ firstName: first_name, lastName: last_name, phoneNumber: phone_number })
    const changes = Object.fromEntries(given.filter(([, value]) => value !== undefined))
    const changed = await writeProfile(user.id, changes, originOf(caller))
    if (changed === 'taken') return fail('account-exists')
    if (!changed) return fail('unauthenticated')
    logCall(caller, { event: 'profile-changed', user: user.id })
    return ok({ user: publicUser(changed) })
  },
})
