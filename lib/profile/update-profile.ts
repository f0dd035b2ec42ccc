import { writeProfile } from '@/db/accounts/profile'
import { publicUser } from '@/lib/accounts/public-user'
import { config } from '@/lib/config'
import { logCall, originOf } from '@/lib/operation'
import { fail, ok } from '@/lib/result'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { refuseBeyond } from '@/lib/throttle/refuse-beyond'
import { limitCalls } from '@/lib/throttle/throttle'
import { updateProfileInput } from './schema'

/** Each new number sends an email, and its answer shows whether another account has it. */
const phoneChanges = limitCalls('phone-change', perAccount(10, '1h'))

/** Changes the given names and phone number. Refuses with `account-exists` if another account has the number. */
export const updateProfile = loggedInOperation({
  input: () => updateProfileInput[config().PHONE_NUMBER],
  throttle: limitCalls('profile', perAccount(100, '1h')),
  run: async ({ first_name, last_name, phone_number }, caller, session) => {
    const { user } = session
    if (phone_number !== undefined && phone_number !== user.phoneNumber) {
      const tooMany = await refuseBeyond(phoneChanges, { caller, session })
      if (tooMany) return tooMany
    }
    const given = Object.entries({ firstName: first_name, lastName: last_name, phoneNumber: phone_number })
    const changes = Object.fromEntries(given.filter(([, value]) => value !== undefined))
    const changed = await writeProfile(user.id, changes, originOf(caller))
    if (changed === 'taken') return fail('account-exists')
    if (!changed) return fail('unauthenticated')
    logCall(caller, { event: 'profile-changed', user: user.id })
    return ok({ user: publicUser(changed) })
  },
})
