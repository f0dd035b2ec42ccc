import { nothingThere } from '@/app/_ui/nothing-there'
import { PageTitle } from '@/app/_ui/page-title'
import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'
import './mailbox.css'

/** Shows emails instead of sending them. Exists only in development, and only while no transport is configured. */
export default async function MailboxPage() {
  const emails = await devMailboxEmails()
  if (!emails) return nothingThere()
  return (
    <section className="mailbox">
      <PageTitle>Dev mailbox</PageTitle>
      <h1>Dev mailbox</h1>
      {emails.length === 0 && <p>No emails yet. Create an account or request a reset link, then reload this page.</p>}
      {emails.map((email, index) => (
        <details key={email.id} open={index === 0}>
          <summary>
            <strong>{email.subject}</strong> to {email.to}{' '}
            <time dateTime={email.sent_at}>{email.sent_at.slice(11, 19)} UTC</time>
          </summary>
          <iframe
            loading="lazy"
            title={`${email.subject}, as HTML`}
            src={`/dev/mailbox/${email.id}`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
          <pre>{withLinks(email.text)}</pre>
        </details>
      ))}
    </section>
  )
}

function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part) =>
    part.startsWith('http') ? (
      <a key={part} href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  )
}
