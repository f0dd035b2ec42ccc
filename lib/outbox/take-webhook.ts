import { recordOutcome } from '@/db/outbox/record-outcome'
import { readWebhook, type Webhook } from '@/emails/transport/resend-webhook'
import { config } from '@/lib/config'
import { type Caller, logCall, orUnavailable } from '@/lib/operation'
import { fail, ok, type Result } from '@/lib/result'

type Answer = Result<{ message: string }>

/** Records an event that Resend reports about an email. Refuses with `bad-signature` unless Resend signed it within the last five minutes. */
export function takeWebhook(webhook: Webhook, caller: Caller): Promise<Answer> {
  return orUnavailable(caller, async () => {
    const event = readWebhook(webhook, config().RESEND_WEBHOOK_SECRET ?? '')
    if (!event) {
      logCall(caller, { event: 'webhook.refused' })
      return fail('bad-signature')
    }
    if (event === 'other') {
      logCall(caller, { event: 'webhook.ignored' })
      return ok({ message: 'Ignored: nothing to record.' })
    }
    const { kind, ...told } = event
    if (kind === 'tracked') {
      // Tracking sends the links, and so their tokens, through another host. The operator must turn it off for the domain.
      logCall(caller, { event: 'email.tracked' })
      return ok({ message: 'Please turn off open and click tracking for this domain.' })
    }
    const taken = await recordOutcome({ ...told, kind, webhookId: webhook.id })
    // Not a refusal, because Resend repeats an event until it gets a success, and an earlier answer may have been lost.
    if (taken.state === 'seen') return ok({ message: 'This event was already received.' })
    if (taken.state === 'unknown') return ok({ message: 'This site did not send that email.' })
    logCall(caller, { event: `email.${kind}`, email: taken.email, user: taken.user })
    return ok({ message: 'Event recorded.' })
  })
}
