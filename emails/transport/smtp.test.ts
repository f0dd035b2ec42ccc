import type { Socket } from 'node:net'
import { simpleParser } from 'mailparser'
import { test } from 'playwright/test'
import { brandFolder, logoPng } from '@/e2e/support/servers/brand-folder'
import type { Lasting } from '@/emails/transport/outgoing-email'
import { sendEmail } from '@/emails/transport/send-email'
import { parseConfig } from '@/lib/config'
import { type Delivery, rawServer, smtpSink } from '@/test/emails/fake-servers'
import { expect } from '@/test/expect'

const link = `https://accounts.example.com/reset-password?token=${'eyJ'.repeat(60)}`
const message = {
  id: '019cc45f-5b0c-7000-8000-000000000001',
  to: 'Mike@Example.com',
  subject: 'Grüße, reset your password',
  text: `Hello Zoë,\n\n${link}\n\n.\nIf it wasn’t you, ignore this email.\n`,
  html: `<p>Hello Zoë, <a href="${link}">here</a></p>`,
}

test('an email arrives once, as text and HTML, at the stored recipient', async () => {
  await using sink = await smtpSink()
  const sent = await send(sink.url)
  expect(sink.mails).toHaveLength(1)
  const [{ raw, from, to }] = sink.mails as [Delivery]
  expect(to).toEqual([message.to])
  expect(from).toBe('no-reply@accounts.example.com')

  const email = await simpleParser(raw)
  expect(email).toMatchObject({ subject: message.subject, text: message.text, html: message.html, attachments: [] })
  expect(email.from?.text).toBe('"Keys, Inc." <no-reply@accounts.example.com>')
  expect(email.to).toMatchObject({ text: expect.stringMatching(new RegExp(`^${message.to}$`, 'i')) })
  expect(email.messageId).toBe(`<${message.id}@accounts.example.com>`)
  expect(sent).toEqual({ providerId: email.messageId, serverReply: expect.stringMatching(/^250 /) })
  expect(email.headers.get('auto-submitted')).toBe('auto-generated')
  expect(email.headers.get('content-type')).toMatchObject({ value: 'multipart/alternative' })
  expect(raw.toString().match(/[^\r\n]{78}|[^\t\r\n -~]/)).toBeNull()
  expect(raw.toString().match(/^Content-Type: .*$/gm)).toHaveLength(3)
  expect(Math.abs(Date.now() - email.date!.getTime())).toBeLessThan(60_000)
})

test('the logo is attached to the HTML as a part that its <img> names, so nothing is loaded from elsewhere', async () => {
  await using sink = await smtpSink()
  const html = '<img src="cid:logo@rekey" alt="Acme">'
  await send(sink.url, { html }, undefined, { BRAND_DIR: brandFolder() })
  const [{ raw }] = sink.mails as [Delivery]
  expect(raw.toString().match(/^Content-Type: [\w/]+/gm)).toEqual([
    'Content-Type: multipart/alternative',
    'Content-Type: text/plain',
    'Content-Type: multipart/related',
    'Content-Type: text/html',
    'Content-Type: image/png',
  ])
  const { attachments, text } = await simpleParser(raw)
  expect(text).toBe(message.text)
  expect(attachments).toHaveLength(1)
  expect(attachments[0]).toMatchObject({ cid: 'logo@rekey', contentDisposition: 'inline', content: logoPng })
})

test('EHLO names the host of APP_URL, unless SMTP_URL sets another name', async () => {
  const names: string[] = []
  const greeted = async (APP_URL: string, query = '') => {
    await using sink = await smtpSink({
      onMailFrom: (_, { hostNameAppearsAs }, done) => {
        names.push(hostNameAppearsAs)
        done()
      },
    })
    await send(sink.url + query, {}, undefined, { APP_URL })
  }
  await greeted('https://accounts.example.com')
  await greeted('https://accounts.example.com:8443', '?name=relay.example.com')
  await greeted('https://203.0.113.7')
  await greeted('https://[2001:db8::1]')
  // The fake server writes all of them in lower case.
  expect(names).toEqual(['accounts.example.com', 'relay.example.com', '[203.0.113.7]', '[ipv6:2001:db8::1]'])
})

test('a line break in a subject adds no header and no recipient', async () => {
  await using sink = await smtpSink()
  await send(sink.url, { subject: 'Hello Bob\r\nBcc: a@evil.test\r\n\r\nbody' })
  const [{ raw, to }] = sink.mails as [Delivery]
  expect(to).toEqual([message.to])
  expect((await simpleParser(raw)).headers.has('bcc')).toBe(false)
})

test('a recipient that could be read as several is refused before connecting', async () => {
  await using sink = await smtpSink()
  for (const to of ['v@x.test,a@evil.test', '"a@evil.test x"@x.test', 'v@x.test\r\nBcc: a@evil.test']) {
    await expect(send(sink.url, { to })).rejects.toThrow('The recipient is not one plain email address')
  }
  expect(sink.connections()).toBe(0)
})

test('the user and password of the URL are decoded and sent under TLS', async () => {
  const logins: unknown[] = []
  await using sink = await smtpSink({
    authOptional: false,
    disabledCommands: [],
    onAuth: ({ username, password }, { secure }, done) => {
      logins.push({ username, password, secure })
      done(null, { user: username })
    },
  })
  await send(`${sink.url.replace('://', '://you%40gmail.com:app-p%2Fassword@')}?tls.rejectUnauthorized=false`)
  expect(logins).toEqual([{ username: 'you@gmail.com', password: 'app-p/assword', secure: true }])
})

test('a server with an invalid certificate gets no email', async () => {
  await using sink = await smtpSink({ disabledCommands: ['AUTH'] })
  await expect(send(sink.url)).rejects.toThrow(/^SMTP: ESOCKET CONN .*certificate/)
  expect(sink.mails).toEqual([])
})

test('connections are kept, and a dropped one is replaced', async () => {
  await using sink = await smtpSink()
  await send(sink.url)
  await send(sink.url)
  expect(sink.connections()).toBe(1)
  sink.dropAll()
  await send(sink.url)
  expect([sink.mails.length, sink.connections()]).toEqual([3, 2])
})

test('an email whose answer is lost is not sent again by the transport itself', async () => {
  let bodies = 0
  await using sink = await smtpSink({
    onData: async (stream) => {
      await stream.toArray()
      bodies += 1
      sink.dropAll()
    },
  })
  await expect(send(sink.url)).rejects.toThrow(/^SMTP: \S+ CONN/)
  expect(bodies).toBe(1)
})

test('a refusal is reported by its code alone, without the email address that the server quotes', async () => {
  await using sink = await smtpSink({
    onRcptTo: ({ address }, _, done) =>
      done(Object.assign(new Error(`5.1.1 <${address}> unknown, see ${link}`), { responseCode: 550 })),
  })
  const error = await send(sink.url).catch((refusal) => refusal)
  expect(error.message).toBe('SMTP: EENVELOPE RCPT TO 550 5.1.1')
  expect(error.serverReply).toBe(`550 5.1.1 <${message.to}> unknown, see …`)
  expect(error.cause).toBeUndefined()
})

const recipients: [reply: string, lasting: Lasting][] = [
  ['5.1.1 no such user', 'for-good'],
  ['5.1.3 bad syntax', 'for-good'],
  ['5.1.6 moved', 'for-good'],
  ['5.1.10 null MX', 'for-good'],
  ['5.1.2 no such domain', 'for-hours'],
  ['5.1.7 bad sender', 'for-hours'],
  ['5.1.0 address rejected', 'for-hours'],
  ['5.2.1 too much mail just now', 'for-hours'],
  ['5.2.2 mailbox full', 'for-hours'],
  ['5.4.1 access denied', 'for-hours'],
  ['5.7.1 rejected by policy', 'for-hours'],
  ['no such user here', 'for-hours'],
]
for (const [reply, lasting] of recipients) {
  test(`a recipient refused with 550 ${reply} is refused ${lasting.replace('-', ' ')}`, async () => {
    const refuse = () => Object.assign(new Error(reply), { responseCode: 550 })
    await using sink = await smtpSink({ onRcptTo: (_, __, done) => done(refuse()) })
    await expect(send(sink.url)).rejects.toMatchObject({ serverReply: `550 ${reply}`, lasting })
  })
}

test('a refusal because of the sender, the content or the load does not make the recipient unknown', async () => {
  const refuse = (code: number) => Object.assign(new Error('5.1.1 no'), { responseCode: code })
  await using strict = await smtpSink({ onMailFrom: (_, __, done) => done(refuse(550)) })
  await expect(send(strict.url)).rejects.toMatchObject({ lasting: 'for-now' })
  await using disliking = await smtpSink({
    onData: async (stream, _, done) => {
      await stream.toArray()
      done(Object.assign(new Error('5.1.1 looks like spam'), { responseCode: 554 }))
    },
  })
  await expect(send(disliking.url)).rejects.toMatchObject({ lasting: 'for-hours' })
  await using busy = await smtpSink({ onRcptTo: (_, __, done) => done(refuse(450)) })
  await expect(send(busy.url)).rejects.toMatchObject({ lasting: 'for-now' })
})

test('a server that is busy at the greeting is an error', async () => {
  await using server = await rawServer((socket) => socket.end('421 4.3.2 try later\r\n'))
  await expect(send(server.url)).rejects.toThrow(/^SMTP: \S+ CONN 421 4\.3\.2$/)
})

test('an unreachable server is named in the error', async () => {
  const server = await rawServer(() => {})
  await server[Symbol.asyncDispose]()
  await expect(send(server.url)).rejects.toThrow(/^SMTP: ESOCKET CONN connect ECONNREFUSED 127\.0\.0\.1:\d+$/)
})

test('a server that hangs after connecting is given up at the deadline, also by emails that wait for the connection', async () => {
  await using server = await rawServer((socket) => socket.resume().on('end', () => socket.end()))
  const started = Date.now()
  const sends = Array.from({ length: 8 }, () => send(server.url, {}, 0.4).catch((error) => error.message))
  expect(new Set(await Promise.all(sends))).toEqual(new Set(['SMTP: no answer in time']))
  expect(Date.now() - started).toBeLessThan(10_000)
  await server.allClosed()
})

test('a server that sends byte by byte is given up at the deadline, in the greeting and in its answers', async () => {
  const drip = (socket: Socket, line: string) => {
    const timer = setInterval(() => socket.write(line), 20)
    socket.on('close', () => clearInterval(timer))
  }
  const dripping = [
    (socket: Socket) => drip(socket, '2'),
    (socket: Socket) => {
      socket.write('220 here\r\n')
      socket.once('data', () => drip(socket, '250-still\r\n'))
    },
  ]
  const givenUp = dripping.map(async (answer) => {
    await using server = await rawServer(answer)
    const started = Date.now()
    await expect(send(server.url, {}, 0.4)).rejects.toThrow('SMTP: no answer in time')
    expect(Date.now() - started).toBeLessThan(10_000)
    await server.allClosed()
  })
  await Promise.all(givenUp)
})

function send(url: string, changes = {}, timeoutSeconds?: number, environment = {}) {
  const settings = parseConfig({
    ...environment,
    AUTH_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789',
    SMTP_URL: url,
    MAIL_FROM: 'Keys, Inc. <no-reply@accounts.example.com>',
  })
  return sendEmail({ ...message, ...changes }, { settings, timeoutSeconds })
}
