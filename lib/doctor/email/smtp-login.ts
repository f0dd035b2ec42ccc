import { sender } from '@/emails/transport/one-address'
import { type Finding, fault, hint, warning } from '@/lib/doctor/finding'
import { isLocalHost } from '@/lib/rules/local-host'

type SmtpError = Error & { code?: string; response?: string; command?: string }

const GMAIL = /(^|\.)(gmail|googlemail)\.com$/

/** Why the mail server takes nothing from us, in its own words. */
export function smtpUnavailable(error: SmtpError, smtpUrl: string): Finding {
  const { host, hostname, protocol } = new URL(smtpUrl)
  const words = (error.response ?? error.message).trim().replaceAll(/\s+/g, ' ')
  if (error.code === 'EAUTH') return refusedLogin(hostname, words)
  if (error.code === 'EDNS')
    return fault(
      'mail',
      `Nobody knows the mail server ${hostname}.`,
      'Correct the host in SMTP_URL, or the name servers of this machine',
    )
  if (error.code === 'ETLS' || /certificate|wrong version number|STARTTLS/i.test(words)) {
    const mend =
      protocol === 'smtps:'
        ? 'SMTP_URL=smtp://…:587 if it speaks STARTTLS'
        : 'SMTP_URL=smtps://…:465 if it speaks TLS at once'
    return fault(
      'mail',
      `The way to ${host} cannot be encrypted: ${words}.`,
      `${mend}, and a certificate for ${hostname}`,
    )
  }
  if (isLocalHost(hostname))
    return fault('mail', `No mail server answers at ${host}: ${words}.`, 'Start it, or correct SMTP_URL')
  const mend = `Let this machine out to ${host} (many hosters block 25: SMTP_URL=smtps://…:465), or correct SMTP_URL`
  return fault('mail', `The mail server ${host} does not answer: ${words}.`, mend)
}

function refusedLogin(hostname: string, words: string): Finding {
  const gmail =
    'an app password: Google account, Security, 2-Step Verification, App passwords; SMTP_URL=smtps://you%40gmail.com:'
  const mend = GMAIL.test(hostname)
    ? `Make ${gmail}app-password@${hostname}:465`
    : `SMTP_URL=smtps://USER:PASSWORD@${hostname}:465, user and password percent-encoded (@ is %40, / is %2F)`
  return fault('mail', `The mail server ${hostname} refuses user or password: ${words}.`, mend)
}

/** What the server would do to the sender. */
export function smtpSender(smtpUrl: string, mailFrom = ''): Finding[] {
  const { hostname, username, protocol, password } = new URL(smtpUrl)
  const { address } = sender(mailFrom)
  const user = decodeURIComponent(username)
  if (GMAIL.test(hostname) && address !== '' && user.includes('@') && user.toLowerCase() !== address.toLowerCase()) {
    const says = `Gmail writes ${user} in the place of MAIL_FROM (${address}), unless that is an alias of the account.`
    return [warning('mail.sender', says, `MAIL_FROM=Rekey <${user}>, or add the alias: Gmail, Accounts, Send mail as`)]
  }
  if (protocol === 'smtps:' || password || isLocalHost(hostname)) return []
  return [
    hint(
      'mail.tls',
      `Mail goes to ${hostname} in the clear where the server offers no STARTTLS.`,
      'SMTP_URL=smtps://…:465',
    ),
  ]
}
