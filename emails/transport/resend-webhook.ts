import { Resend } from 'resend'
import * as z from 'zod/mini'
import { EMAIL_ID_TAG } from '@/emails/transport/resend'
import { fitReply, readRefusal } from '@/emails/transport/server-reply'

/** A request as Resend sends it, with the exact bytes of its body. */
export type Webhook = { payload: string; id: string; timestamp: string; signature: string }

const eventKinds = {
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  // The recipient is on Resend's suppression list because of an earlier bounce or complaint, so Resend did not try.
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
  'email.clicked': 'tracked',
  'email.opened': 'tracked',
} as const

/** What happened to one email. `unreachable`: the recipient does not exist. */
export type EmailEvent = {
  kind: (typeof eventKinds)[keyof typeof eventKinds]
  /** The ID of its row, if the email was sent with it. */
  emailId?: string
  providerId: string
  at: Date
  words?: string
  unreachable: boolean
}

const text = z.optional(z.string())
const texts = z.optional(z.array(z.string()))
const mailEvent = z.object({
  type: z.enum(Object.keys(eventKinds) as [keyof typeof eventKinds]),
  created_at: z.pipe(z.string(), z.coerce.date()),
  data: z.object({
    email_id: z.string(),
    tags: z.optional(z.object({ [EMAIL_ID_TAG]: z.optional(z.guid()) })),
    bounce: z.optional(
      z.object({ type: text, subType: text, message: text, diagnosticCode: z.catch(texts, undefined) }),
    ),
    suppressed: z.optional(z.object({ type: text, message: text })),
    failed: z.optional(z.object({ reason: text })),
  }),
})

type Bounce = NonNullable<z.output<typeof mailEvent>['data']['bounce']>

/** The event that a webhook reports; undefined unless Resend signed it just now, 'other' if there is nothing to record. */
export function readWebhook({ payload, ...headers }: Webhook, webhookSecret: string): EmailEvent | 'other' | undefined {
  try {
    // The library requires a key, but does not use it here.
    const event = new Resend('none').webhooks.verify({ payload, headers, webhookSecret })
    const parsed = mailEvent.safeParse(event)
    return parsed.success ? mailEventOf(parsed.data) : 'other'
  } catch {
    return undefined
  }
}

function mailEventOf({ type, created_at, data }: z.output<typeof mailEvent>): EmailEvent {
  const { bounce, suppressed, failed } = data
  const words = bounce
    ? `${bounce.type}/${bounce.subType}: ${bounce.message}`
    : (suppressed?.message ?? suppressed?.type ?? failed?.reason)
  return {
    kind: eventKinds[type],
    emailId: data.tags?.[EMAIL_ID_TAG],
    providerId: data.email_id,
    at: created_at,
    words: fitReply(words),
    // Not if Resend's suppression list is the reason: the recipient may be on it because of a complaint or a full mailbox.
    unreachable: type === 'email.bounced' && bounce !== undefined && saysNoMailbox(bounce),
  }
}

/** The mail server's reply decides; if it is missing, Resend's classification does. */
function saysNoMailbox({ type, subType, message, diagnosticCode = [] }: Bounce): boolean {
  if (type !== 'Permanent') return false
  const said = [message, ...diagnosticCode].map(readRefusal).filter(Boolean)
  return said.length > 0 ? said.every((each) => each === 'no-mailbox') : subType === 'NoEmail'
}
