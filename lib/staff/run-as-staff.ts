import type { StaffSession } from '@/db/staff/staff-session'
import { type Caller, logCall, orUnavailable } from '@/lib/operation'
import { type AnswerOf, type CommandName, commands } from '@/lib/operator/commands'
import { fail, type Result } from '@/lib/result'
import { currentStaff } from './staff-session'

/**
 * Runs a command for the member of staff whose session it is. Refuses with `not-found` for everybody else, and with
 * `unauthenticated` while the console is closed. What the role allows is decided by the command, as read with this very request.
 */
export function runAsStaff<N extends CommandName>(
  name: N,
  input: unknown,
  caller: Caller,
  reason?: string,
): Promise<Result<AnswerOf<N>>> {
  return orUnavailable(caller, async () => {
    const session = await currentStaff(caller.credential)
    if (!session) return fail('not-found')
    if (!session.open) return fail('unauthenticated')
    const result = (await commands[name](input, operatorOf(session, reason))) as Result<AnswerOf<N>>
    logCall(caller, {
      event: 'console',
      command: name,
      staff: session.user.id,
      refused: result.ok ? undefined : result.code,
    })
    return result
  })
}

const operatorOf = ({ user, role, fresh }: StaffSession, reason?: string) => ({
  name: user.id,
  reason: reason || undefined,
  staff: { role, fresh },
})
