import * as z from 'zod/mini'
import { type Event, listEvents } from '@/db/events'
import { ok } from '@/lib/result'
import { deviceName } from '@/lib/sessions/device-name'
import { loggedInOperation } from '@/lib/sessions/logged-in-operation'
import { describeEvent } from './describe-event'
import { listActivityInput } from './schema'

const PAGE_SIZE = 25

/** One event as the account owner sees it; `at` is ISO 8601, `description` a short phrase in English, `type` stable. */
export const eventAnswer = z.object({
  id: z.guid(),
  type: z.string(),
  description: z.string(),
  ip: z.nullable(z.string()),
  device: z.nullable(z.string()),
  at: z.iso.datetime(),
})
export type Activity = z.output<typeof eventAnswer>

/** The activity of the account, newest first; `next` is the cursor of the next page, or null on the last page. */
export const listActivity = loggedInOperation({
  input: listActivityInput,
  run: async ({ before }, _, { user }) => {
    const found = await listEvents(user.id, { before, limit: PAGE_SIZE + 1 })
    const events = found.slice(0, PAGE_SIZE).map(publicEvent)
    return ok({ events, next: found.length > PAGE_SIZE ? events.at(-1)!.id : null })
  },
})

export function publicEvent({ id, type, details, ip, userAgent, at }: Event): Activity {
  return {
    id,
    type,
    description: describeEvent({ type, details }),
    ip,
    device: userAgent && deviceName(userAgent),
    at: at.toISOString(),
  }
}
