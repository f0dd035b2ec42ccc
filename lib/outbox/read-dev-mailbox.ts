import { type MailboxEntry, readDevMailbox } from '@/emails/transport/dev-mailbox'
import { config } from '@/lib/config'

/** Newest first; undefined if there is no dev mailbox: in production or with a real transport. */
export async function devMailboxEmails(): Promise<MailboxEntry[] | undefined> {
  const { production, mailTransport } = config()
  return production || mailTransport !== 'mailbox' ? undefined : readDevMailbox()
}
