import { sender } from '@/emails/transport/one-address'
import { type Finding, fault, hint, warning } from '@/lib/doctor/finding'
import { isLocalHost } from '@/lib/rules/urls/local-host'

type SmtpError = Error & { code?: string; response?: string; command?: string }

const GMAIL = /(^|\.)(gmail|googlemail)\.com$/

/** Explains why the mail server cannot be used, and quotes its reply. */
export function smtpUnavailable(error: SmtpError, smtpUrl: string): Finding {
  const { host, hostname, protocol } = new URL(smtpUrl)
  const words = (error.response ?? error.message).trim().replaceAll(/\s+/g, ' ')
  if (error.code === 'EAUTH') return refusedLogin(hostname, words)
  if (error.code === 'EDNS')
    return fault(
      'mail',
      `The mail server ${hostname} cannot be found.`,
      'Correct the host in SMTP_URL, or the DNS settings of this machine',
    )
  if (error.code === 'ETLS' || /certificate|wrong version number|STARTTLS/i.test(words)) {
    const mend =
      protocol === 'smtps:'
        ? 'SMTP_URL=smtp://…:587 if it uses STARTTLS'
        : 'SMTP_URL=smtps://…:465 if it uses TLS from the start'
    return fault(
      'mail',
      `The connection to ${host} cannot be encrypted: ${words}.`,
      `${mend}. The server also needs a valid certificate for ${hostname}`,
    )
  }
  if (isLocalHost(hostname))
    return fault('mail', `No mail server answers at ${host}: ${words}.`, 'Start it, or correct SMTP_URL')
  const mend = `Allow connections to ${host} (many hosting providers block port 25, then use SMTP_URL=smtps://…:465), or correct SMTP_URL`
  return fault('mail', `The mail server ${host} does not answer: ${words}.`, mend)
}

function refusedLogin(hostname: string, words: string): Finding {
  const gmail =
    'an app password (Google account, Security, 2-Step Verification, App passwords) and set SMTP_URL=smtps://you%40gmail.com:'
  const mend = GMAIL.test(hostname)
    ? `Create ${gmail}app-password@${hostname}:465`
    : `SMTP_URL=smtps://USER:PASSWORD@${hostname}:465, with user name and password percent-encoded (@ is %40, / is %2F)`
  return fault('mail', `The mail server ${hostname} refuses the user name or password: ${words}.`, mend)
}

/** Warns where the mail server would change the sender or accept email unencrypted. */
export function smtpSender(smtpUrl: string, mailFrom = ''): Finding[] {
  const { hostname, username, protocol, password } = new URL(smtpUrl)
  const { address } = sender(mailFrom)
  const user = decodeURIComponent(username)
  if (GMAIL.test(hostname) && address !== '' && user.includes('@') && user.toLowerCase() !== address.toLowerCase()) {
    const says = `Gmail replaces MAIL_FROM (${address}) with ${user}, unless it is an alias of that account.`
    return [
      warning('mail.sender', says, `MAIL_FROM=Rekey <${user}>, or add the alias in Gmail under Accounts, Send mail as`),
    ]
  }
  if (protocol === 'smtps:' || password || isLocalHost(hostname)) return []
  return [
    hint(
      'mail.tls',
      `Email to ${hostname} is sent unencrypted if the server does not offer STARTTLS.`,
      'SMTP_URL=smtps://…:465',
    ),
  ]
}
