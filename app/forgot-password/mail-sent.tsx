import { developmentMails } from '@/lib/mail/development-mailbox'

/** The same for every address. */
export async function MailSent({ address }: { address: string }) {
  const mailbox = (await developmentMails()) !== undefined
  return (
    <>
      <h1>Check your mail</h1>
      <p>
        If there is an account for {address ? <strong>{address}</strong> : 'that address'}, a mail with a link is on its
        way. The link is good for one hour.
      </p>
      <p>Nothing there after a few minutes? Look into the spam folder, or check the address.</p>
      {mailbox && (
        <p className="notice">
          Development: the mail is in <a href="/dev/mailbox">the mailbox</a>.
        </p>
      )}
      <p className="aside">
        <a href="/forgot-password">Try again or use another address</a>
      </p>
    </>
  )
}
