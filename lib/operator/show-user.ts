import { listEvents } from '@/db/events'
import { recordActAlone } from '@/db/operator/acts'
import { findEmails } from '@/db/operator/email-log'
import { findContest } from '@/db/operator/settle-contest'
import { countSessions } from '@/db/operator/user-directory'
import { publicEvent } from '@/lib/activity/list-activity'
import { fail, ok } from '@/lib/result'
import { secondFactorsOf } from '@/lib/two-step/second-factors'
import { command } from './command'
import { operatorsEmail } from './emails'
import { about, barredFrom, findContested, namedUser, operatorsUser } from './find-user'
import { operatorsPasskeys } from './passkeys'

const LATEST = 10

/**
 * The account, its second factors without anything secret, its contest with everyone involved, the number of its sessions, and its
 * latest events and emails. Looking at an account is an act too.
 */
export const showUser = command(
  { name: 'users show', right: 'support', input: namedUser },
  async ({ user: called }, act) => {
    const user = about(act, await findContested(called))
    if (!user) return fail('not-found')
    const barred = await barredFrom(user, act, { looks: true })
    if (barred) return barred
    await recordActAlone(act)
    const [factors, passkeys, sessions, events, emails, contest] = await Promise.all([
      secondFactorsOf(user),
      operatorsPasskeys(user.id),
      countSessions(user.id),
      listEvents(user.id, { limit: LATEST }),
      findEmails({ of: user, limit: LATEST }),
      findContest(user),
    ])
    const activity = events.map((event) => ({ ...publicEvent(event), operator: event.details.operator ?? null }))
    const contested = contest ? { ...contest, since: contest.since.toISOString() } : null
    return ok({
      user: operatorsUser(user),
      second_factors: { ...factors, passkeys },
      contest: contested,
      sessions: sessions.all,
      sessions_with_second_step: sessions.withSecondStep,
      activity,
      mails: emails.map(operatorsEmail),
    })
  },
)
