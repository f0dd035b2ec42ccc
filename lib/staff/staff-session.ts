import { findStaffSession, type StaffSession } from '@/db/staff/staff-session'
import { config } from '@/lib/config'
import { PASSWORD_FRESH_MINUTES, SESSION_IDLE_DAYS } from '@/lib/sessions/session-lifetime'
import { type Credential, hashSessionToken } from '@/lib/sessions/session-token'

export type { StaffSession } from '@/db/staff/staff-session'

/** The console closes when nobody has used it for so long. */
export const CONSOLE_IDLE_MINUTES = 30
/** It closes after so long even while it is in use. */
export const CONSOLE_HOURS = 8

const limits = {
  idleMinutes: CONSOLE_IDLE_MINUTES,
  hours: CONSOLE_HOURS,
  idleDays: SESSION_IDLE_DAYS,
  freshMinutes: PASSWORD_FRESH_MINUTES,
}

/** The session of a member of staff, whether the console is open in it or not; throws Unavailable. */
export async function currentStaff(credential: Credential | undefined): Promise<StaffSession | undefined> {
  if (!credential) return undefined
  const session = await findStaffSession(hashSessionToken(credential.token), limits)
  return session && { ...session, open: session.open && !lacksFactor(session) }
}

export const isFactorRequired = (): boolean => config().STAFF_FACTOR === 'required'

/** Asked with every request, because a member may have switched two-step login off meanwhile. */
function lacksFactor({ secondFactorAt }: Pick<StaffSession, 'secondFactorAt'>): boolean {
  return isFactorRequired() && secondFactorAt === null
}
