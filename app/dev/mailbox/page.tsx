import { notFound } from 'next/navigation'
import { PageTitle } from '@/app/_ui/page-title'
import { devMailboxEmails } from '@/lib/outbox/read-dev-mailbox'
import './mailbox.css'

/** What would have been mailed. Exists in development only, while no transport is configured. */
export default async function MailboxPage() {
  const mails = await devMailboxEmails()
  if (!mails) notFound()
  return (
    <section className="mailbox">
      <PageTitle>Mailbox</PageTitle>
      <h1>Mailbox of this development server</h1>
      {mails.length === 0 && <p>No mail yet. Register somebody, or ask for a new password, and reload this page.</p>}
      {mails.map((mail, index) => (
        <details key={mail.id} open={index === 0}>
          <summary>
            <strong>{mail.subject}</strong> to {mail.to}{' '}
            <time dateTime={mail.sent_at}>{mail.sent_at.slice(11, 19)} UTC</time>
          </summary>
          <iframe
            loading="lazy"
            title={`${mail.subject}, as HTML`}
            src={`/dev/mailbox/${mail.id}`}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
          />
          <pre>{withLinks(mail.text)}</pre>
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
