import type { QueuedEmail } from '@/db/outbox/outbox'
import type { EmailContent } from '@/emails/transport/outgoing-email'

/**
 * Why there is no email to send, in words for the operator. Its row is kept as failed. It is removed if we must not keep
 * the recipient, and marked as sent if the difference would show who has an account.
 */
export type NoEmail = { none: string; row?: 'removed' | 'as-sent' }
/** An email ready to be sent, or the reason why there is none. */
export type Composed = { to: string; content: EmailContent } | NoEmail
export type Composer = (email: QueuedEmail) => Promise<Composed>

export const superseded: NoEmail = { none: 'its link was used or replaced' }
