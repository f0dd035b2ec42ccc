import { isIP } from 'node:net'
import { createTransport, type NodemailerError } from 'nodemailer'
import { sender } from '@/emails/transport/one-address'
import { type Lasting, NotTaken, type OutgoingEmail, type Sent } from '@/emails/transport/outgoing-email'
import { fitReply, readRefusal } from '@/emails/transport/server-reply'
import type { Config } from '@/lib/config'
import { isLocalHost } from '@/lib/rules/local-host'

const SECOND = 1000

type Pool = ReturnType<typeof openPool>
const pools = new Map<string, Pool>()

/** Hands the mail to the SMTP server of SMTP_URL; past the deadline its connection is closed. */
export async function sendBySmtp(message: OutgoingEmail, settings: Config, deadline: AbortSignal): Promise<Sent> {
  const { domain, ...from } = sender(settings.MAIL_FROM)
  // The same at every try, so that a mail sent twice after a lost answer can be shown once.
  const messageId = `<${message.id}@${domain}>`
  const email = {
    from,
    // An object, not a string: nothing is left to parse, so there is one recipient whatever the address holds.
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId,
    headers: { 'Auto-Submitted': 'auto-generated' },
    envelope: { from: from.address, to: [message.to] },
  }
  try {
    const pool = poolFor(settings.SMTP_URL!, settings.APP_URL, message.lane)
    const sent = await pool.sendMail({ ...email, signal: deadline })
    return { providerId: messageId, serverReply: fitReply(sent.response) }
  } catch (error) {
    const refusal = error as NodemailerError
    // No cause: the original quotes the server, which quotes the address or the link.
    const words = `SMTP: ${deadline.aborted ? 'not done in time' : fault(refusal)}`
    throw new NotTaken(words, fitReply(refusal.response), lastingFault(refusal))
  }
}

/** A pool for each lane: within one, a mail waits until a connection is free. */
function poolFor(url: string, appUrl: string, lane = ''): Pool {
  const key = `${lane} ${url}`
  const pool = pools.get(key) ?? openPool(url, appUrl)
  pools.set(key, pool)
  return pool
}

/** Connections are kept between mails, replaced when the server drops one, and closed soon after the last mail. */
function openPool(url: string, appUrl: string) {
  const pool = createTransport({ pool: true, maxConnections: 5, idleTimeout: 5 * SECOND, ...connectionOf(url, appUrl) })
  // The envelope names the address as it is stored; nodemailer would write its domain anew.
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
    // Destroyed, not half-closed: a server that goes on dripping would hold the socket past the deadline.
    socketCloseTimeout: 0,
  }
}

/**
 * What we call ourselves in EHLO, unless SMTP_URL says `?name=`. Relays refuse what is no whole name, and nodemailer has
 * nothing better than the machine's own, which in a container is none. An IP address is written in brackets (RFC 5321 §4.1.3).
 */
function nameOf({ hostname }: URL): string | undefined {
  if (isLocalHost(hostname)) return undefined
  return isIP(hostname) ? `[${hostname}]` : hostname.replace(/^\[/, '[IPv6:')
}

/** Connects as for a mail, logs in and hangs up; throws what the server said, which is fit for its operator's eyes. */
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

/** A password is never said in the clear, even where somebody on the way hides that the server can encrypt (STARTTLS). */
function mustEncrypt({ protocol, password, hostname, searchParams }: URL): boolean {
  return protocol === 'smtp:' && password !== '' && !isLocalHost(hostname) && !searchParams.has('requireTLS')
}

/** How long a fault lasts; a server that refuses to talk to us at all says nothing of this mail. */
function lastingFault({ command, response = '' }: NodemailerError): Lasting {
  if (command === 'RCPT TO' && readRefusal(response) === 'no-mailbox') return 'for-good'
  return response.startsWith('5') && (command === 'RCPT TO' || command === 'DATA') ? 'for-hours' : 'for-now'
}

function fault({ code, command, response, message }: NodemailerError): string {
  const status = /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(response ?? '')?.[0]
  // Before the first command the words are Node's own and hold no more than the server's name.
  const words = command === 'CONN' && !response ? message : undefined
  return [code, command, status ?? words].filter(Boolean).join(' ')
}
