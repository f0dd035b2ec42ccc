import type { QueuedEmail } from '@/db/outbox'

type Told = Pick<QueuedEmail, 'status' | 'deliveredAt' | 'bouncedAt' | 'complainedAt'>
export const emailStates = ['queued', 'sent', 'delivered', 'bounced', 'complained', 'failed'] as const
export type EmailState = (typeof emailStates)[number]

/** What became of a mail, in one word: whatever was told last of all, in the order in which it can happen. */
export function emailState({ status, deliveredAt, bouncedAt, complainedAt }: Told): EmailState {
  if (complainedAt) return 'complained'
  if (bouncedAt) return 'bounced'
  if (deliveredAt) return 'delivered'
  return status
}
