import { listEvents } from '@/db/events'
import { findEmails } from '@/db/operator/email-log'
import { countSessions } from '@/db/operator/user-directory'
import { publicEvent } from '@/lib/activity/list-activity'
import { ok } from '@/lib/result'
import { operatorsEmail } from './emails'
import { onUser, operatorsUser } from './find-user'

const LATEST = 10

/** The account, how many sessions it has, and the latest of what was done to it and mailed to it. */
export const showUser = onUser(async (user) => {
  const [sessions, events, emails] = await Promise.all([
    countSessions(user.id),
    listEvents(user.id, { limit: LATEST }),
    findEmails({ of: user, limit: LATEST }),
  ])
  const activity = events.map((event) => ({ ...publicEvent(event), operator: event.details.operator ?? null }))
  return ok({ user: operatorsUser(user), sessions, activity, mails: emails.map(operatorsEmail) })
})
