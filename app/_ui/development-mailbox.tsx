import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'

/** Where the mail is on a server that sends none. */
export async function DevelopmentMailbox() {
  if (!(await devMailboxEmails())) return null
  return (
    <p className="notice">
      Development: the mail is in <a href="/dev/mailbox">the mailbox</a>.
    </p>
  )
}
