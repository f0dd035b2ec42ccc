import type { QueuedEmail } from '@/db/outbox/outbox'

type Told = Pick<QueuedEmail, 'status' | 'deliveredAt' | 'bouncedAt' | 'complainedAt'>
export const emailStates = ['queued', 'sent', 'delivered', 'bounced', 'complained', 'failed'] as const
export type EmailState = (typeof emailStates)[number]

/** The state of an email in one word: the latest one reported, in the order in which they can happen. */
export function emailState({ status, deliveredAt, bouncedAt, complainedAt }: Told): EmailState {
  if (complainedAt) return 'complained'
  if (bouncedAt) return 'bounced'
  if (deliveredAt) return 'delivered'
  return status
}
