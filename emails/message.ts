/** What a template makes: one letter, in both of its forms. */
export type Content = { subject: string; html: string; text: string }

/** A letter on its way: `id` is its row in the outbox, `to` the one address stored for the person. */
export type Message = Content & { id: string; to: string }

/** What the transport calls a mail it took, to be found again in its records. */
export type Sent = { providerId?: string }
