import type { IncomingMessage, ServerResponse } from 'node:http'
import { greetSmtp } from '@/emails/transport/smtp'
import { doctorContext, findingsBeyondFine } from '@/test/doctor-context'
import { rawServer, resendApi, smtpSink } from '@/test/emails/fake-servers'
import { expect, test } from '@/test/unit'
import { withSettings } from '@/test/with-settings'
import { mailServer } from './mail-server'
import { sendTrialEmail } from './send-trial-email'
import { smtpSender } from './smtp-login'

const sender = { MAIL_FROM: 'Rekey <no-reply@rekey.dev>' }
const refusing = {
  authOptional: false,
  disabledCommands: ['STARTTLS'],
  allowInsecureAuth: true,
  onAuth: (_: unknown, __: unknown, done: (error: Error) => void) =>
    done(Object.assign(new Error('5.7.8 Username and Password not accepted'), { responseCode: 535 })),
}

test('a mail server that answers passes, and no email is sent', async () => {
  await using sink = await smtpSink()
  expect(findingsBeyondFine(await mailServer(doctorContext({ ...sender, SMTP_URL: sink.url })))).toEqual([])
  expect([sink.connections(), sink.mails.length]).toEqual([1, 0])
})

test('the reply of a mail server that refuses the password is quoted, without the password', async () => {
  await using sink = await smtpSink(refusing)
  const url = sink.url.replace('//', '//you%40rekey.dev:pass-of-mail@')
  const [found] = await mailServer(doctorContext({ ...sender, SMTP_URL: url }))
  expect(found).toMatchObject({ level: 'fault', says: expect.stringContaining('535 5.7.8 Username and Password') })
  expect(found?.mend).toContain('SMTP_URL=smtps://USER:PASSWORD@127.0.0.1')
  expect(JSON.stringify(found)).not.toContain('pass-of-mail')
})

test('an unreachable mail server and one without TLS are reported differently', async () => {
  await using plain = await smtpSink()
  const away = await rawServer(() => {})
  await away[Symbol.asyncDispose]()
  const says = async (url: string) => (await mailServer(doctorContext({ ...sender, SMTP_URL: url })))[0]
  expect(await says(away.url)).toMatchObject({ level: 'fault', says: expect.stringContaining('ECONNREFUSED') })
  const encrypted = plain.url.replace('smtp:', 'smtps:')
  expect(await says(encrypted)).toMatchObject({ level: 'fault', says: expect.stringContaining('cannot be encrypted') })
})

test('the doctor stops waiting for a silent mail server at its deadline', async () => {
  await using server = await rawServer((socket) => socket.resume())
  await expect(greetSmtp(server.url, AbortSignal.timeout(200))).rejects.toMatchObject({ code: 'ETIMEDOUT' })
})

test('the doctor warns that Gmail replaces the sender with its own user', async () => {
  const gmail = { ...sender, SMTP_URL: 'smtps://you%40gmail.com:p@smtp.gmail.com:1' }
  expect(findingsBeyondFine(smtpSender(gmail.SMTP_URL, sender.MAIL_FROM))).toEqual(['warning mail.sender'])
  expect(smtpSender(gmail.SMTP_URL, 'Rekey <you@gmail.com>')).toEqual([])
})

const told = { RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 7).toString('base64')}` }

type Tracked = { status?: string; click_tracking?: boolean; open_tracking?: boolean; name?: string }

/** Resend as far as the doctor asks it. */
const resend = (domain: Tracked) => (request: IncomingMessage, response: ServerResponse) => {
  const whole = {
    id: 'd-1',
    name: 'rekey.dev',
    status: 'verified',
    click_tracking: false,
    open_tracking: false,
    ...domain,
  }
  const { click_tracking: _, open_tracking: __, ...listed } = whole
  const found = request.url?.startsWith('/domains/d-1') ? whole : { object: 'list', has_more: false, data: [listed] }
  json(response, 200, found)
}
const refusal = (statusCode: number, name: string) => (_: IncomingMessage, response: ServerResponse) =>
  json(response, statusCode, { statusCode, name, message: 'no' })

const accounts: [what: string, respond: ReturnType<typeof resend>, ailments: string[]][] = [
  ['is set up well', resend({}), []],
  ['rewrites links', resend({ click_tracking: true }), ['fault mail.tracking']],
  ['does not say whether it rewrites links', resend({ click_tracking: undefined }), ['hint mail.tracking']],
  ['watches who opens mail', resend({ open_tracking: true }), ['warning mail.opens']],
  ['has not verified the domain', resend({ status: 'pending' }), ['fault mail']],
  ['does not know the domain', resend({ name: 'rekey.com' }), ['fault mail']],
  ['knows no such key', refusal(401, 'invalid_api_key'), ['fault mail']],
  ['lets the key only send', refusal(401, 'restricted_api_key'), ['hint mail']],
  ['is ill', refusal(500, 'application_error'), ['warning mail']],
]
for (const [what, respond, found] of accounts) {
  test(`the doctor sees that Resend ${what}`, async () => {
    await using api = await resendApi(respond)
    const findings = await mailServer(
      doctorContext({ ...sender, ...told, RESEND_API_KEY: 're_1', RESEND_BASE_URL: api.url }),
    )
    expect(findingsBeyondFine(findings)).toEqual(found)
    expect(JSON.stringify(findings)).not.toContain('re_1')
  })
}

test('a test email goes only to the given address, and the reply of the server is reported', async () => {
  await using sink = await smtpSink()
  const settings = { ...sender, SMTP_URL: sink.url }
  expect(await sendTrialEmail(doctorContext(settings))).toEqual([])
  const found = await withSettings(settings, async () =>
    sendTrialEmail({ ...doctorContext(settings), trialMailTo: 'You@rekey.dev' }),
  )
  expect(found).toMatchObject([
    { level: 'ok', says: expect.stringMatching(/You@rekey\.dev was accepted \(<.+@rekey\.dev>/) },
  ])
  expect(sink.mails.map(({ to }) => to)).toEqual([['You@rekey.dev']])
  const refused = { ...doctorContext(settings), trialMailTo: 'you@rekey.dev, them@rekey.dev' }
  expect(findingsBeyondFine(await withSettings(settings, async () => sendTrialEmail(refused)))).toEqual([
    'fault mail.trial',
  ])
  expect(sink.mails).toHaveLength(1)
})

function json(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
