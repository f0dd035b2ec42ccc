import { Resend } from 'resend'
import * as z from 'zod/mini'
import { EMAIL_ID_TAG } from '@/emails/transport/resend'
import { fitReply } from '@/emails/transport/server-reply'

/** A request as Resend sends it, its body to the byte. */
export type Webhook = { payload: string; id: string; timestamp: string; signature: string }

const eventKinds = {
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.bounced': 'bounced',
  // It is on Resend's list of addresses that bounced or complained before, and was not even tried.
  'email.suppressed': 'bounced',
  'email.complained': 'complained',
  'email.failed': 'failed',
  'email.clicked': 'tracked',
  'email.opened': 'tracked',
} as const

/** What became of one mail. `unreachable`: nothing sent to that address arrives, now or later. */
export type EmailEvent = {
  kind: (typeof eventKinds)[keyof typeof eventKinds]
  /** Of its row, where the mail brought that along. */
  emailId?: string
  providerId: string
  at: Date
  words?: string
  unreachable: boolean
}

const text = z.optional(z.string())
const mailEvent = z.object({
  type: z.enum(Object.keys(eventKinds) as [keyof typeof eventKinds]),
  created_at: z.pipe(z.string(), z.coerce.date()),
  data: z.object({
    email_id: z.string(),
    tags: z.optional(z.object({ [EMAIL_ID_TAG]: z.optional(z.guid()) })),
    bounce: z.optional(z.object({ type: text, subType: text, message: text })),
    suppressed: z.optional(z.object({ type: text, message: text })),
    failed: z.optional(z.object({ reason: text })),
  }),
})

/** What a webhook tells; undefined where Resend has not signed it just now, 'other' where there is nothing to note. */
export function readWebhook({ payload, ...headers }: Webhook, webhookSecret: string): EmailEvent | 'other' | undefined {
  try {
    // The key is not used; the library makes nothing without one.
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
    // A full mailbox, or words that were disliked ("Transient", "Undetermined"), may be another matter tomorrow.
    unreachable: type === 'email.suppressed' || (type === 'email.bounced' && bounce?.type === 'Permanent'),
  }
}
