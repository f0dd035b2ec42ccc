import { markEmailsSent, type QueuedEmail, type Receipt } from '@/db/outbox'

type Sent = { id: string } & Receipt

let next: { mails: Sent[]; noted: Promise<void> } | undefined
let last: Promise<unknown> = Promise.resolve()

/**
 * Notes that a mail was sent. Those that are sent while others are being noted wait for that and go together; nothing
 * waits for more to come, since what is not noted when the process dies is sent twice.
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

/** What cannot be noted of one is not to have the others sent again. */
async function markTogether(emails: Sent[]): Promise<void> {
  try {
    await markEmailsSent(emails)
  } catch (error) {
    if (emails.length === 1) throw error
    for (const email of emails) await markEmailsSent([email])
  }
}
