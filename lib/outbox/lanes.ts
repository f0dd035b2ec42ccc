import { claimDueEmails, type QueuedEmail } from '@/db/outbox/outbox'
import { claimDueNotices, type LogoutNotice } from '@/db/provider/logout-notices'
import type { EmailLane } from '@/db/schema'
import { deliverLogout, type LogoutOutcome } from '@/lib/provider/logout/deliver-logout'
import { type Delivered, deliverEmail } from './deliver-email'

/** How much this process is delivering to each recipient. */
export type UnderWay = Record<string, number>
/** One kind of work: how much of it a process does at the same time, how it is claimed, and how one piece is done. */
export type Lane<Work, Outcome> = {
  places: number
  /** How many of the places one recipient can have at the same time. */
  share?: { places: number; of(work: Work): string }
  claim(limit: number, underWay: UnderWay): Promise<Work[]>
  /** Never throws. */
  deliver(work: Work): Promise<Outcome>
}

/** No lane takes the other's places. */
export const lanesOfEmails: Lane<QueuedEmail, Delivered>[] = [emailsOf('resets', 10), emailsOf('others', 20)]

const PLACES_OF_AN_APP = 4

/** Apps that are told of logouts. One that hangs takes a place for five seconds, and leaves most places to the others. */
export const noticeLane: Lane<LogoutNotice, LogoutOutcome> = {
  places: 20,
  share: { places: PLACES_OF_AN_APP, of: ({ clientId }) => clientId },
  claim: (limit, underWay) => claimDueNotices(limit, { share: PLACES_OF_AN_APP, underWay }),
  deliver: (notice) => deliverLogout(notice),
}

function emailsOf(lane: EmailLane, places: number): Lane<QueuedEmail, Delivered> {
  return { places, claim: (limit) => claimDueEmails(limit, undefined, lane), deliver: deliverEmail }
}
