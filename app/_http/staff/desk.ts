import type { ActOnUser } from '@/lib/operator/acts/acts-on-user'
import { mayRun } from '@/lib/staff/may-run'
import type { StaffSession } from '@/lib/staff/staff-session'
import { type ConsoleActName, consoleAct, consoleActNames, type Shown } from './console-acts'
import type { RefusedForm } from './refused-form'

/** An account in front of a member of staff, a form of its page that was just refused, and what was done before. */
export type Desk = {
  shown: Shown
  member: Pick<StaffSession, 'role' | 'fresh'> & { user: { id: string } }
  refused?: RefusedForm
  /** What operators did lately with the account, newest first. */
  past: ActOnUser[]
}

/** The acts that the member may do with the account as it is. Nobody changes their own account here. */
export function offeredActs({ shown, member }: Desk): ConsoleActName[] {
  if (member.user.id === shown.user.id) return []
  return consoleActNames.filter((name) => mayRun(name, member.role) && consoleAct(name).fits(shown))
}
