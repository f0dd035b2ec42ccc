import { findAnyUser } from '@/db/operator/user-directory'
import type { Caller } from '@/lib/operation'
import { type CommandName, commands } from '@/lib/operator/commands'
import { fail } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { mayRun } from './may-run'
import { currentStaff } from './staff-session'

const OTHER_EMAIL = 'Type the email of this account as it is shown at the top of this page.'

type Typed = { user: string; email: string }

/**
 * The refusal of a command that cannot be undone, if the member has not typed the email of the account that it is about. Whoever may
 * not run the command is left to its own refusal, and learns nothing of the account.
 */
export async function refusedEmail(name: CommandName, { user, email }: Typed, caller: Caller) {
  if (!commands[name].declared.risk) return undefined
  const session = await currentStaff(caller.credential)
  if (!session?.open || !mayRun(name, session.role)) return undefined
  const account = await findAnyUser({ id: user })
  const isTyped = account === undefined || canonicalEmail(email) === account.emailCanonical
  return isTyped ? undefined : fail('invalid-input', { email: [OTHER_EMAIL] })
}
