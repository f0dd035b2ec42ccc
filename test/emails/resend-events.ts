import { bounced, signed, webhookSecret } from '@/e2e/support/servers/resend-webhooks'
import { takeWebhook } from '@/lib/outbox/take-webhook'
import { aCaller } from '@/test/accounts/callers'
import { withSettings } from '@/test/with-settings'

type Mail = { id: string }
type Told = { type?: string; minutesAgo?: number; tagged?: boolean; data?: object }

/** An event by Resend about one of our emails: a permanent bounce unless `type` says otherwise. */
export function saidOf({ id }: Mail, { type = 'email.bounced', minutesAgo = 0, tagged = true, data = {} }: Told = {}) {
  const tags = tagged ? { tags: { rekey_email_id: id } } : {}
  const created_at = new Date(Date.now() - minutesAgo * 60_000).toISOString()
  return { ...bounced({ email_id: providerIdOf({ id }), ...tags, ...data }), type, created_at }
}

export const providerIdOf = ({ id }: Mail) => `provider-${id}`

/** Sends an event to the webhook as Resend does. */
export function toldByResend(event: object, webhook = signed(event)) {
  return withSettings({ RESEND_WEBHOOK_SECRET: webhookSecret }, () => takeWebhook(webhook, aCaller()))
}
