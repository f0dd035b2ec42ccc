import { markEmailsSent, type QueuedEmail, type Receipt } from '@/db/outbox/outbox'

type Sent = { id: string } & Receipt

let next: { mails: Sent[]; noted: Promise<void> } | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Records that an email was sent. Emails sent during a running write are written together after it. Nothing waits for
 * more to come, because an email that is not recorded when the process dies is sent twice.
 */
export function markSent({ id }: QueuedEmail, receipt: Receipt = {}): Promise<void> {
  next ??= together()
  next.mails.push({ id, ...receipt })
  return next.noted
}

function together() {
  const mails: Sent[] = []
  const noted = last.then(() => {
    next = undefined
    return markTogether(mails)
  })
  last = noted.catch(() => {})
  return { mails, noted }
}

/** If one email cannot be recorded, the others must not be sent again because of it. */
async function markTogether(emails: Sent[]): Promise<void> {
  try {
    await markEmailsSent(emails)
  } catch (error) {
    if (emails.length === 1) throw error
    for (const email of emails) await markEmailsSent([email])
  }
}
