import { test } from 'playwright/test'
import { bounced, signed, webhookSecret } from '@/e2e/support/servers/resend-webhooks'
import { expect } from '@/test/expect'
import { readWebhook } from './resend-webhook'

test('a bounce is read with its row, its time and the server’s reply', () => {
  const event = bounced({ tags: { rekey_email_id: '019cc45f-5b0c-7000-8000-000000000001' } })
  expect(readWebhook(signed(event), webhookSecret)).toEqual({
    kind: 'bounced',
    emailId: '019cc45f-5b0c-7000-8000-000000000001',
    providerId: event.data.email_id,
    at: new Date(event.created_at),
    words: 'Permanent/General: 550 5.1.1 no such user',
    unreachable: true,
  })
})

const bounces: [bounce: object, unreachable: boolean][] = [
  [{ type: 'Permanent', subType: 'General', message: '550 5.1.1 no such user' }, true],
  [{ type: 'Permanent', subType: 'General', message: 'no', diagnosticCode: ['smtp; 550 5.1.10 null MX'] }, true],
  [{ type: 'Permanent', subType: 'NoEmail', message: 'It came back.' }, true],
  [{ type: 'Permanent', subType: 'NoEmail', message: 'no', diagnosticCode: '550 5.1.1 in no list' }, true],
  [{ type: 'Permanent', subType: 'NoEmail', message: '550 5.2.1 too much mail just now' }, false],
  [{ type: 'Permanent', subType: 'NoEmail', diagnosticCode: ['smtp; 550 5.7.1 spam'] }, false],
  [{ type: 'Permanent', subType: 'General', message: '554 5.7.1 spam, not 5.1.1' }, false],
  [{ type: 'Permanent', subType: 'General', message: 'no' }, false],
  [{ type: 'Permanent', subType: 'Suppressed', message: 'on the list' }, false],
  [{ type: 'Transient', subType: 'NoEmail', message: '550 5.1.1 no such user' }, false],
  [{ type: 'Undetermined' }, false],
]
for (const [bounce, unreachable] of bounces) {
  test(`a bounce ${JSON.stringify(bounce)} ${unreachable ? 'means' : 'does not mean'} that the recipient does not exist`, () => {
    const event = bounced({ bounce })
    expect(readWebhook(signed(event), webhookSecret)).toMatchObject({ kind: 'bounced', unreachable })
  })
}

const kinds = {
  'email.delivered': ['delivered', false],
  'email.delivery_delayed': ['delayed', false],
  'email.suppressed': ['bounced', false],
  'email.complained': ['complained', false],
  'email.failed': ['failed', false],
  'email.clicked': ['tracked', false],
}
for (const [type, [kind, unreachable]] of Object.entries(kinds)) {
  test(`${type} says that an email was ${kind}`, () => {
    expect(readWebhook(signed({ ...bounced(), type }), webhookSecret)).toMatchObject({ kind, unreachable })
  })
}

test('a signed event that is not about an email, or in an unknown format, is ignored', () => {
  const { data, ...event } = bounced()
  for (const other of [
    { ...event, data: {} },
    { ...event, data, type: 'domain.updated' },
    { ...event, data, created_at: 'yesterday' },
    { ...event, data: { ...data, tags: { rekey_email_id: 'no uuid' } } },
    [],
    null,
  ])
    expect(readWebhook(signed(other), webhookSecret)).toBe('other')
})

const anotherSecret = `whsec_${Buffer.from('another secret of 24 byt').toString('base64')}`
const good = () => signed(bounced())
const forged: Record<string, () => Parameters<typeof readWebhook>[0]> = {
  'whose body was altered': () => ({ ...good(), payload: good().payload.replace('Permanent', 'Transient') }),
  'whose body is written otherwise': () => ({ ...good(), payload: `${good().payload} ` }),
  'with another id': () => ({ ...good(), id: 'msg_another' }),
  'with another time': () => ({ ...good(), timestamp: String(Number(good().timestamp) + 1) }),
  'signed with another secret': () => signed(bounced(), { secret: anotherSecret }),
  'without a signature': () => ({ ...good(), signature: '' }),
  'without an id': () => ({ ...good(), id: '' }),
  'without a time': () => ({ ...good(), timestamp: '' }),
  'with a signature of another version': () => ({ ...good(), signature: good().signature.replace('v1,', 'v2,') }),
  'signed six minutes ago': () => signed(bounced(), { minutesAgo: 6 }),
  'signed six minutes from now': () => signed(bounced(), { minutesAgo: -6 }),
  'that is no JSON': () => signed('{"type":'),
}
for (const [what, webhook] of Object.entries(forged)) {
  test(`a webhook ${what} is refused`, () => {
    expect(readWebhook(webhook(), webhookSecret)).toBeUndefined()
  })
}

test('one of several signatures is enough, as after the secret was changed', () => {
  const webhook = good()
  const { signature } = signed(bounced(), { secret: anotherSecret })
  expect(readWebhook({ ...webhook, signature: `${signature} ${webhook.signature}` }, webhookSecret)).toBeTruthy()
})

test('a webhook that took four minutes to arrive is accepted', () => {
  expect(readWebhook(signed(bounced(), { minutesAgo: 4 }), webhookSecret)).toMatchObject({ kind: 'bounced' })
})
