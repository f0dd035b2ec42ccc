import { aPerson } from '@/e2e/support/steps/person'
import { undoEmail } from '@/lib/email-change/undo-email'
import { resetPassword } from '@/lib/password-reset/reset-password'
import { updateProfile } from '@/lib/profile/update-profile'
import { accountOf } from '@/test/accounts/account-now'
import { aCaller, aCallerOf } from '@/test/accounts/callers'
import { someone } from '@/test/accounts/someone'
import { expect } from '@/test/unit'
import { aResetLink } from './a-reset-link'
import type { MadeLink } from './link-row'
import { moved } from './requested-change'

export const undo = ({ token }: MadeLink) => undoEmail({ token }, aCaller())

/** An attacker's account that a victim took for their own: they verified its email, reset the password and entered their details. */
export async function filledInByVictim() {
  const attacker = await someone()
  const move = await moved(attacker)
  const reset = await aResetLink(move.user)
  expect(
    await resetPassword({ token: reset.token, new_password: 'the phrase of the victim' }, aCaller()),
  ).toMatchObject({ ok: true })
  const victim = { ...aPerson(), first_name: 'Vera' }
  const { first_name, last_name, phone_number } = victim
  const caller = await aCallerOf(await accountOf(attacker))
  await updateProfile({ first_name, last_name, phone_number }, caller)
  return { attacker, victim, caller, ...move }
}
