import type { Origin } from '@/db/accounts/users'
import type { EmailData, GatheredEvents } from '@/db/schema'

/** How many places an email lists; if there are more, it says so. */
const PLACES_LISTED = 5

type Event = Origin & { at: Date }
type Waiting = Pick<EmailData, 'ip' | 'user_agent' | 'gathered'> & { createdAt: Date }

/** The events that a waiting email covers, with one more added. */
export function gather({ ip, user_agent, gathered, createdAt }: Waiting, event: Event): GatheredEvents {
  const first = { at: createdAt.toISOString(), ip, user_agent }
  const { count, places, unlisted } = gathered ?? { count: 1, places: [first], unlisted: false }
  const at = event.at.toISOString()
  const told = { count: count + 1, last_at: at, places, unlisted }
  const place = { at, ip: event.ip, user_agent: event.userAgent }
  if (places.some((known) => known.ip === place.ip && known.user_agent === place.user_agent)) return told
  return places.length < PLACES_LISTED ? { ...told, places: [...places, place] } : { ...told, unlisted: true }
}
