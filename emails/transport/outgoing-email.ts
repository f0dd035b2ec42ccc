/** What a template makes: one email as HTML and as plain text. */
export type EmailContent = { subject: string; html: string; text: string }

/**
 * An email ready to be sent: `id` is its row in the outbox, `to` the stored recipient, `retriedAt` when an operator
 * requested a retry, and `lane` the queue it may wait in, where emails of other lanes do not delay it.
 */
export type OutgoingEmail = EmailContent & { id: string; to: string; retriedAt?: string; lane?: string }

/** The transport's ID of an accepted email, to find it in its records, and the mail server's reply. */
export type Sent = { providerId?: string; serverReply?: string }

/** `for-good`: the recipient does not exist. `for-hours`: this email was refused, but may be accepted later. Otherwise the next attempt may succeed. */
export type Lasting = 'for-good' | 'for-hours' | 'for-now'

/** Why an email was not accepted, in words that are safe to log, and the mail server's reply. */
export class NotTaken extends Error {
  constructor(
    words: string,
    readonly serverReply: string | undefined,
    readonly lasting: Lasting,
  ) {
    super(words)
  }
}
