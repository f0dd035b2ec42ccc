import { Resend } from 'resend'
import * as z from 'zod/mini'
import { EMAIL_ID_TAG } from '@/emails/transport/resend'
import { fitReply, readRefusal } from '@/emails/transport/server-reply'

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

/** What became of one mail. `unreachable`: nobody has that address. */
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
    // Not where Resend's list holds it back: what put it there may have been a complaint, or a mailbox that was full.
    unreachable: type === 'email.bounced' && bounce !== undefined && saysNoMailbox(bounce),
  }
}

/** What the mail server said decides; where its words are missing, what Resend made of them. */
function saysNoMailbox({ type, subType, message, diagnosticCode = [] }: Bounce): boolean {
  if (type !== 'Permanent') return false
  const said = [message, ...diagnosticCode].map(readRefusal).filter(Boolean)
  return said.length > 0 ? said.every((each) => each === 'no-mailbox') : subType === 'NoEmail'
}
