import * as z from 'zod/mini'
import { listEmailsOf, listEvents, recordEvent } from '@/db/events'
import { publicUser, userAnswer } from '@/lib/accounts/public-user'
import { type Activity, eventAnswer, publicEvent } from '@/lib/activity/list-activity'
import { logCall, originOf } from '@/lib/operation'
import { ok, type Result } from '@/lib/result'
import { publicSessions, sessionAnswer } from '@/lib/sessions/list-sessions'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { perAccount } from '@/lib/throttle/budgets'
import { limitCalls } from '@/lib/throttle/throttle'

const EVENTS_AT_ONCE = 500

export const exportAnswer = z.object({
  exported_at: z.iso.datetime(),
  profile: userAnswer,
  sessions: z.array(sessionAnswer),
  activity: z.array(eventAnswer),
  mails: z.array(
    z.object({
      kind: z.string(),
      to: z.string(),
      status: z.enum(['queued', 'sent', 'failed']),
      created_at: z.iso.datetime(),
      sent_at: z.nullable(z.iso.datetime()),
    }),
  ),
})

/** Everything that is kept of the account but its secrets: no hash, no token. */
export const exportData = loggedInOperation({
  input: z.object({}),
  throttle: limitCalls('export', perAccount(20, '1h')),
  run: async (_, caller, { id, user }): Promise<Result<z.output<typeof exportAnswer>>> => {
    await recordEvent(user.id, 'data-exported', originOf(caller))
    const [sessions, activity, emails] = await Promise.all([
      publicSessions(user.id, id),
      wholeActivity(user.id),
      listEmailsOf(user.id),
    ])
    logCall(caller, { event: 'data-exported', user: user.id })
    return ok({
      exported_at: new Date().toISOString(),
      profile: publicUser(user),
      sessions,
      activity,
      mails: emails.map(({ kind, recipient, status, createdAt, sentAt }) => ({
        kind,
        to: recipient,
        status,
        created_at: createdAt.toISOString(),
        sent_at: sentAt?.toISOString() ?? null,
      })),
    })
  },
})

/** Page by page: many thousand events at once would keep every other request waiting. */
async function wholeActivity(userId: string): Promise<Activity[]> {
  const activity: Activity[] = []
  for (let before: string | undefined; ; before = activity.at(-1)?.id) {
    const events = await listEvents(userId, { before, limit: EVENTS_AT_ONCE })
    activity.push(...events.map(publicEvent))
    if (events.length < EVENTS_AT_ONCE) return activity
  }
}
