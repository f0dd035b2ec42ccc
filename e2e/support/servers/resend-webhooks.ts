import { createHmac, randomUUID } from 'node:crypto'

export const webhookSecret = `whsec_${Buffer.from('a secret of twenty-4 byt').toString('base64')}`

/** Resend's event about an email that bounced permanently. */
export function bounced(data: object = {}) {
  return {
    type: 'email.bounced',
    created_at: new Date().toISOString(),
    data: {
      email_id: randomUUID(),
      created_at: new Date().toISOString(),
      from: 'Rekey <no-reply@example.com>',
      to: ['ada@example.com'],
      subject: 'Reset your password',
      bounce: { type: 'Permanent', subType: 'General', message: '550 5.1.1 no such user' },
      ...data,
    },
  }
}

/** Signs an event by the Standard Webhooks specification, without the library that verifies it. */
export function signed(event: unknown, { secret = webhookSecret, minutesAgo = 0, id = `msg_${randomUUID()}` } = {}) {
  const payload = typeof event === 'string' ? event : JSON.stringify(event)
  const timestamp = String(Math.floor(Date.now() / 1000) - minutesAgo * 60)
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const digest = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')
  return { payload, id, timestamp, signature: `v1,${digest}` }
}
