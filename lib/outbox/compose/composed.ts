import type { QueuedEmail } from '@/db/outbox'
import type { EmailContent } from '@/emails/transport/outgoing-email'

/**
 * Why there is no mail to send, in words for the operator. Its row is kept as failed; or it is removed, where it is not
 * ours to keep; or it looks as if it was sent, where the difference would tell who has an account.
 */
export type NoEmail = { none: string; row?: 'removed' | 'as-sent' }
/** A mail ready to go, or why there is none. */
export type Composed = { to: string; content: EmailContent } | NoEmail
export type Composer = (email: QueuedEmail) => Promise<Composed>

export const superseded: NoEmail = { none: 'its link was used or replaced' }
