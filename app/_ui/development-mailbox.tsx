import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'

/** Where to find the email on a development server that sends none. */
export async function DevelopmentMailbox() {
  if (!(await devMailboxEmails())) return null
  return (
    <p className="notice">
      <span>
        This is a development server. You’ll find the email in the <a href="/dev/mailbox">dev mailbox</a>.
      </span>
    </p>
  )
}
