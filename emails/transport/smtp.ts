import { isIP } from 'node:net'
import { createTransport, type NodemailerError } from 'nodemailer'
import { LOGO_CID } from '@/emails/parts/logo-cid'
import { sender } from '@/emails/transport/one-address'
import { type Lasting, NotTaken, type OutgoingEmail, type Sent } from '@/emails/transport/outgoing-email'
import { fitReply, readRefusal } from '@/emails/transport/server-reply'
import type { Config } from '@/lib/config'
import { isLocalHost } from '@/lib/rules/urls/local-host'

const SECOND = 1000

type Pool = ReturnType<typeof openPool>
const pools = new Map<string, Pool>()

/** Sends the email through the SMTP server of SMTP_URL; at the deadline its connection is closed. */
export async function sendBySmtp(message: OutgoingEmail, settings: Config, deadline: AbortSignal): Promise<Sent> {
  const { domain, ...from } = sender(settings.MAIL_FROM)
  // The same at every attempt, so that an email sent twice after a lost answer can be shown once.
  const messageId = `<${message.id}@${domain}>`
  const email = {
    from,
    // An object and not a string, so nothing is parsed and there is exactly one recipient.
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: logoOf(settings.brand.emailLogo),
    envelope: { from: from.address, to: [message.to] },
  }
  try {
    const pool = poolFor(settings.SMTP_URL!, settings.APP_URL, message.lane)
    const sent = await pool.sendMail({ ...email, signal: deadline })
    return { providerId: messageId, serverReply: fitReply(sent.response) }
  } catch (error) {
    const refusal = error as NodemailerError
    // No cause, because the original quotes the server, which may quote the email address or the link.
    const words = `SMTP: ${deadline.aborted ? 'no answer in time' : fault(refusal)}`
    throw new NotTaken(words, fitReply(refusal.response), lastingFault(refusal))
  }
}

/** Attached, and not fetched from the site, so that nobody learns when and where an email is opened. */
function logoOf(logo: Config['brand']['emailLogo']) {
  return (
    logo && [
      {
        cid: LOGO_CID,
        filename: 'logo.png',
        contentType: 'image/png',
        contentDisposition: 'inline',
        content: logo.body,
      },
    ]
  )
}

/** A pool for each lane, in which an email waits until a connection is free. */
function poolFor(url: string, appUrl: string, lane = ''): Pool {
  const key = `${lane} ${url}`
  const pool = pools.get(key) ?? openPool(url, appUrl)
  pools.set(key, pool)
  return pool
}

/** Connections are kept between emails, replaced when the server drops one, and closed soon after the last email. */
function openPool(url: string, appUrl: string) {
  const pool = createTransport({ pool: true, maxConnections: 5, idleTimeout: 5 * SECOND, ...connectionOf(url, appUrl) })
  // The envelope has the recipient as stored; nodemailer would rewrite its domain.
  pool.use('stream', ({ message, data }, done) => {
    message.getEnvelope = () => ({ ...(data.envelope as { from: string; to: string[] }) })
    done()
  })
  return pool
}

function connectionOf(url: string, appUrl?: string) {
  return {
    url,
    ...(appUrl && { name: nameOf(new URL(appUrl)) }),
    ...(mustEncrypt(new URL(url)) && { requireTLS: true }),
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 15 * SECOND,
    // Destroyed, not half-closed, because a server that keeps sending would hold the socket past the deadline.
    socketCloseTimeout: 0,
  }
}

/**
 * Our name in EHLO, unless SMTP_URL has `?name=`. Relays refuse names that are not fully qualified, and nodemailer would use
 * the machine's own, which in a container is not. An IP address is written in brackets (RFC 5321 §4.1.3).
 */
function nameOf({ hostname }: URL): string | undefined {
  if (isLocalHost(hostname)) return undefined
  return isIP(hostname) ? `[${hostname}]` : hostname.replace(/^\[/, '[IPv6:')
}

/** Connects as for an email, logs in and disconnects; throws the server's reply, which only the operator sees. */
export async function greetSmtp(url: string, deadline: AbortSignal, appUrl?: string): Promise<void> {
  const transport = createTransport(connectionOf(url, appUrl))
  const late = new Promise<never>((_, reject) => {
    deadline.addEventListener('abort', () =>
      reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })),
    )
  })
  try {
    await Promise.race([transport.verify(), late])
  } finally {
    transport.close()
  }
}

/** A password is never sent unencrypted, even if someone on the network hides that the server supports STARTTLS. */
function mustEncrypt({ protocol, password, hostname, searchParams }: URL): boolean {
  return protocol === 'smtp:' && password !== '' && !isLocalHost(hostname) && !searchParams.has('requireTLS')
}

/** How long to wait after a fault; a server that refuses to talk to us at all says nothing about this email. */
function lastingFault({ command, response = '' }: NodemailerError): Lasting {
  if (command === 'RCPT TO' && readRefusal(response) === 'no-mailbox') return 'for-good'
  return response.startsWith('5') && (command === 'RCPT TO' || command === 'DATA') ? 'for-hours' : 'for-now'
}

function fault({ code, command, response, message }: NodemailerError): string {
  const status = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response ?? '')?.[0]
  // Before the first command the message is Node's own and contains nothing but the server's name.
  const words = command === 'CONN' && !response ? message : undefined
  return [code, command, status ?? words].filter(Boolean).join(' ')
}
