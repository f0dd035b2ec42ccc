import type { User } from '@/db/accounts/users'
import { listEvents } from '@/db/events'
import { recordActAlone } from '@/db/operator/acts'
import { findContest } from '@/db/operator/changes/settle-contest'
import { findEmails } from '@/db/operator/email-log'
import { countSessions } from '@/db/operator/user-directory'
import { findSessions, type ListedSession } from '@/db/sessions/list-sessions'
import { publicEvent } from '@/lib/activity/list-activity'
import { command } from '@/lib/operator/command'
import { accountFindings } from '@/lib/operator/diagnosis/account-findings'
import { operatorsEmail } from '@/lib/operator/emails'
import { fail, ok } from '@/lib/result'
import { publicSession } from '@/lib/sessions/list-sessions'
import { SESSION_IDLE_DAYS } from '@/lib/sessions/session-lifetime'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { about, barredFrom, findContested, namedUser, operatorsUser } from './find-user'
import { operatorsPasskeys } from './passkeys'

const LATEST = 10

/**
 * The account, why its owner cannot log in, its second factors without anything secret, its contest with everyone involved, the
 * number of its sessions with the latest of them, and its latest events and emails. Looking at an account is an act too.
 */
export const showUser = command(
  { name: 'users show', right: 'support', input: namedUser },
  async ({ user: called }, act) => {
    const user = about(act, await findContested(called))
    if (!user) return fail('not-found')
    const barred = await barredFrom(user, act, { looks: true })
    if (barred) return barred
    await recordActAlone(act)
    return ok(await shown(user))
  },
)

async function shown(user: User) {
  const [diagnosis, factors, passkeys, sessions, devices, events, emails, contest] = await Promise.all([
    accountFindings(user),
    secondFactorsOf(user),
    operatorsPasskeys(user.id),
    countSessions(user.id),
    findSessions(user.id, { idleDays: SESSION_IDLE_DAYS, limit: LATEST }),
    listEvents(user.id, { limit: LATEST }),
    findEmails({ of: user, limit: LATEST }),
    findContest(user),
  ])
  return {
    user: operatorsUser(user),
    diagnosis,
    second_factors: { ...factors, passkeys },
    contest: contest ? { ...contest, since: contest.since.toISOString() } : null,
    sessions: sessions.all,
    sessions_with_second_step: sessions.withSecondStep,
    devices: devices.map(operatorsSession),
    activity: events.map((event) => ({ ...publicEvent(event), operator: event.details.operator ?? null })),
    mails: emails.map(operatorsEmail),
  }
}

/** As the account owner sees it; none is the operator's own. */
function operatorsSession(session: ListedSession) {
  const { current, ...rest } = publicSession('')(session)
  return rest
}
