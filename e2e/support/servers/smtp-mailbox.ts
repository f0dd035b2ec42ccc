import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

const WAIT_SECONDS = 10

export type Mail = {
  /** The recipients of RCPT TO, as received. */
  to: string[]
  from: string
  subject: string
  text: string
  html: string
  raw: string
  receivedAt: Date
}
export type Mailbox = Awaited<ReturnType<typeof startMailbox>>
type Wanted = {
  subject?: RegExp
  /** Only emails after that time, or after the first few. */
  after?: Date | number
}
type Mood =
  | { kind: 'accept' | 'hang' | 'drop' }
  | { kind: 'refuse'; code: number }
  | { kind: 'slow'; milliseconds: number }
type Answer = (error?: Error | null) => void

/** A real SMTP server that keeps what it receives and can be made to fail. */
export async function startMailbox() {
  const emails: Mail[] = []
  let attempts = 0
  const waiting = new Set<Answer>()
  let mood: Mood = { kind: 'accept' }
  const become = (next: Mood) => {
    mood = next
    for (const answer of waiting) answer(refusal(421))
    waiting.clear()
  }

  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    maxAllowedUnauthenticatedCommands: false,
    // Clients keep idle connections, which would delay the end of each test that has a mailbox.
    closeTimeout: 1,
    onAuth: ({ username }, _, done) => done(null, { user: username }),
    onMailFrom: async (_, __, done) => {
      attempts += 1
      if (mood.kind === 'hang') return void waiting.add(done)
      if (mood.kind === 'slow') await pause(mood.milliseconds)
      done(mood.kind === 'refuse' ? refusal(mood.code) : null)
    },
    onData: async (stream, { envelope }, done) => {
      // An email is discarded if its client disconnects in the middle.
      const raw = await buffer(stream).catch(() => undefined)
      if (!raw) return done(refusal(451))
      const { from, subject = '', text = '', html } = await simpleParser(raw)
      const to = envelope.rcptTo.map(({ address }) => address)
      const words = { from: from?.text ?? '', subject, text, html: html || '', raw: raw.toString() }
      emails.push({ to, ...words, receivedAt: new Date() })
      done()
    },
  })
  server.on('error', () => {}) // A client that disconnects in the middle of a command is not a failure of the test.
  const listener = server.listen(0, '127.0.0.1')
  const sockets = new Set<Socket>()
  listener.on('connection', (socket) => {
    if (mood.kind === 'drop') return void socket.destroy()
    sockets.add(socket.once('close', () => sockets.delete(socket)))
  })
  await once(listener, 'listening')

  const sentTo = (address: string, { subject = /(?:)/, after = 0 }: Wanted = {}) =>
    emails
      .filter((email, index) => (typeof after === 'number' ? index >= after : email.receivedAt >= after))
      .filter((email) => email.to.includes(address) && subject.test(email.subject))

  return {
    url: `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    mails: emails as readonly Mail[],
    /** How often a client started to send an email, whatever the answer was. */
    attempts: () => attempts,
    /** The emails received for exactly this recipient, oldest first. */
    sentTo,
    /** The newest matching email, as soon as there is one. */
    async waitFor(address: string, wanted?: Wanted, seconds = WAIT_SECONDS): Promise<Mail> {
      for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await pause(50)) {
        const newest = sentTo(address, wanted).at(-1)
        if (newest) return newest
      }
      const others = emails.map((email) => `${email.to.join(', ')}: ${email.subject}`).join('\n')
      throw new Error(`No such email for ${address} in ${seconds} s. These arrived:\n${others}`)
    },
    /** Answers each email with a permanent (550) or a temporary (421) refusal. */
    refuse: (code: 421 | 550) => become({ kind: 'refuse', code }),
    /** Accepts connections and never answers an email. */
    hang: () => become({ kind: 'hang' }),
    /** Breaks every existing and new connection. */
    drop() {
      become({ kind: 'drop' })
      for (const socket of sockets) socket.destroy()
    },
    slow: (milliseconds: number) => become({ kind: 'slow', milliseconds }),
    /** Accepts emails again. Clients that are still waiting are told to try later. */
    recover: () => become({ kind: 'accept' }),
    async stop() {
      become({ kind: 'accept' })
      await new Promise<void>((resolve) => server.close(resolve))
    },
  }
}

/** The first link in the text. */
export function linkIn(email: Mail): string {
  const link = email.text.match(/https?:\/\/[^\s<>"')\]]+/)?.[0]
  if (!link) throw new Error(`No link in the email "${email.subject}":\n${email.text}`)
  return link
}

function refusal(responseCode: number): Error {
  return Object.assign(new Error('Refused by the test mailbox'), { responseCode })
}
