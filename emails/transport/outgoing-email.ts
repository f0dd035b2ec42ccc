/** What a template makes: one letter, in both of its forms. */
export type EmailContent = { subject: string; html: string; text: string }

/**
 * A letter on its way: `id` is its row in the outbox, `to` the one address stored for the person,
 * `retriedAt` when an operator wanted it sent again, `lane` the queue it may wait in: no other lane's mails hold it up.
 */
export type OutgoingEmail = EmailContent & { id: string; to: string; retriedAt?: string; lane?: string }

/** What the transport calls a mail it took, to be found again in its records, and what the mail server said. */
export type Sent = { providerId?: string; serverReply?: string }

/** Nobody has that address; this mail was refused, as it may not be later; or the next try may already succeed. */
export type Lasting = 'for-good' | 'for-hours' | 'for-now'

/** Why a mail was not taken, in words that are fit for the log, and what the mail server said. */
export class NotTaken extends Error {
  constructor(
    words: string,
    readonly serverReply: string | undefined,
    readonly lasting: Lasting,
  ) {
    super(words)
  }
}
