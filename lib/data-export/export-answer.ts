import * as z from 'zod/mini'
import { userAnswer } from '@/lib/accounts/public-user'
import { eventAnswer } from '@/lib/activity/list-activity'
import { appAnswer } from '@/lib/apps/list-apps'
import { sessionAnswer } from '@/lib/sessions/list-sessions'
import { secondFactorsAnswer } from '@/lib/two-step/second-factors'

export const exportAnswer = z.object({
  exported_at: z.iso.datetime(),
  profile: userAnswer,
  second_factors: secondFactorsAnswer,
  sessions: z.array(sessionAnswer),
  activity: z.array(eventAnswer),
  apps: z.array(appAnswer),
  app_logins: z.array(
    z.object({
      app: z.string(),
      session_id: z.guid(),
      first_at: z.iso.datetime(),
      last_at: z.iso.datetime(),
    }),
  ),
  mails: z.array(
    z.object({
      kind: z.string(),
      to: z.string(),
      status: z.enum(['queued', 'sent', 'failed', 'untold']),
      created_at: z.iso.datetime(),
      sent_at: z.nullable(z.iso.datetime()),
    }),
  ),
  logout_notices: z.array(
    z.object({
      app: z.string(),
      status: z.enum(['queued', 'told', 'refused', 'failed']),
      created_at: z.iso.datetime(),
      decided_at: z.nullable(z.iso.datetime()),
    }),
  ),
})

export type ExportAnswer = z.output<typeof exportAnswer>

/** Long lists are read in pages, so they are never in memory as a whole and other requests are served in between. */
export type ExportedData = {
  [K in keyof ExportAnswer]: ExportAnswer[K] extends (infer R)[] ? AsyncGenerator<R[]> : ExportAnswer[K]
}
