import type { IncomingMessage, ServerResponse } from 'node:http'
import { json } from 'node:stream/consumers'
import { test } from 'playwright/test'
import { brandFolder, logoPng } from '@/e2e/support/servers/brand-folder'
import type { OutgoingEmail } from '@/emails/transport/outgoing-email'
import { sendEmail } from '@/emails/transport/send-email'
import { parseConfig } from '@/lib/config'
import { resendApi } from '@/test/emails/fake-servers'
import { expect } from '@/test/expect'

const message = {
  id: '019cc45f-5b0c-7000-8000-000000000001',
  to: 'Mike@Example.com',
  subject: 'Reset your password',
  text: 'Hello Mike',
  html: '<p>Hello Mike</p>',
}

test('an email is posted as HTML and text, to one recipient, with the ID of its row as the key', async () => {
  const requests: unknown[] = []
  await using api = await resendApi(async (request, response) => {
    const { authorization, 'idempotency-key': key } = request.headers
    requests.push({ path: request.url, authorization, key, body: await json(request) })
    answer(response, 200, { id: 'provider-7' })
  })
  expect(await send(api.url)).toEqual({ providerId: 'provider-7' })
  const { id, to, ...content } = message
  const body = {
    ...content,
    to: [to],
    from: 'Rekey <no-reply@example.com>',
    headers: { 'Auto-Submitted': 'auto-generated' },
    tags: [{ name: 'rekey_email_id', value: id }],
  }
  expect(requests).toEqual([{ path: '/emails', authorization: 'Bearer re_123', key: id, body }])
})

test('the logo is posted as a part that the HTML names', async () => {
  const attached: unknown[] = []
  await using api = await resendApi(async (request, response) => {
    attached.push(((await json(request)) as { attachments: unknown }).attachments)
    answer(response, 200, { id: 'provider-7' })
  })
  await send(api.url, undefined, message, { BRAND_DIR: brandFolder() })
  const content = logoPng.toString('base64')
  const logo = { content_id: 'logo@rekey', filename: 'logo.png', content_type: 'image/png', content }
  expect(attached).toEqual([[logo]])
})

test('a retry by an operator has a key of its own, because Resend would only repeat its earlier answer', async () => {
  const keys: unknown[] = []
  await using api = await resendApi(async ({ headers }, response) => {
    keys.push(headers['idempotency-key'])
    answer(response, 200, { id: 'provider-7' })
  })
  const retriedAt = '2026-11-22T10:00:00.123456+00:00'
  for (const again of [{}, { retriedAt }, { retriedAt }]) await send(api.url, undefined, { ...message, ...again })
  expect(keys).toEqual([message.id, `${message.id}/${retriedAt}`, `${message.id}/${retriedAt}`])
})

test('a refusal is reported by name and status, without the email address that it quotes', async () => {
  await using api = await resendApi((_, response) =>
    answer(response, 422, { statusCode: 422, name: 'validation_error', message: `Invalid to: ${message.to}` }),
  )
  await expect(send(api.url)).rejects.toThrow(/^Resend: validation_error \(422\)$/)
})

test('an answer that is not from the API is an error', async () => {
  for (const body of ['null', '<html>', '"Mike@Example.com"', '{"name":"Mike@Example.com","statusCode":"x"}']) {
    await using api = await resendApi((_, response) => response.writeHead(502).end(body))
    const { message: told } = await send(api.url).catch((error) => error)
    expect(told).toMatch(/^Resend: /)
    expect(told).not.toContain('Mike')
  }
})

test('an email that an earlier attempt delivered counts as sent', async () => {
  await using api = await resendApi((_, response) =>
    answer(response, 409, { statusCode: 409, name: 'invalid_idempotent_request', message: 'used before' }),
  )
  expect(await send(api.url)).toEqual({})
})

test('an unreachable API is an error', async () => {
  const api = await resendApi(() => {})
  await api[Symbol.asyncDispose]()
  await expect(send(api.url)).rejects.toThrow(/^Resend: application_error$/)
})

test('an API that hangs or sends byte by byte is given up at the deadline, and the connection is closed', async () => {
  const silent = () => {}
  const dripping = (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    const timer = setInterval(() => response.write(' '), 20)
    response.on('close', () => clearInterval(timer))
  }
  const givenUp = [silent, dripping].map(async (behave) => {
    let closed = false
    await using api = await resendApi((request, response) => {
      response.on('close', () => {
        closed = true
      })
      behave(request, response)
    })
    const started = Date.now()
    await expect(send(api.url, 0.4)).rejects.toThrow('Resend: no answer in time')
    expect(Date.now() - started).toBeLessThan(10_000)
    await expect.poll(() => closed, { intervals: [20] }).toBe(true)
  })
  await Promise.all(givenUp)
})

function send(url: string, timeoutSeconds?: number, email: OutgoingEmail = message, environment = {}) {
  const settings = parseConfig({
    ...environment,
    AUTH_SECRET: 'abcdefghijklmnopqrstuvwxyz0123456789',
    RESEND_API_KEY: 're_123',
    RESEND_BASE_URL: url,
    MAIL_FROM: 'Rekey <no-reply@example.com>',
  })
  return sendEmail(email, { settings, timeoutSeconds })
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}
