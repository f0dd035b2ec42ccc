import { answerForbidden } from '@/lib/exchange'
import type { StaffSession } from '@/lib/staff/staff-session'
import { ConsolePage } from './console-page'

/** What support sees in place of a page that only admins can open. The navigation does not offer it, but somebody may have sent a link. */
export function OnlyAdmins({ member }: { member: Pick<StaffSession, 'role'> }) {
  answerForbidden()
  return (
    <ConsolePage at="/staff" title="Only for admins" member={member}>
      <p>Only admins can open this page, and your role is support. If you need something from it, ask an admin.</p>
    </ConsolePage>
  )
}
