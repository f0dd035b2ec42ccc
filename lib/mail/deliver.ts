import { markEmailFailed, markEmailSent, postponeEmail, type QueuedEmail, removeEmail } from '@/db/emails'
import { sendMail } from '@/emails/transport'
import { describeError, log } from '@/lib/log'
import { metrics } from '@/lib/metrics/metrics'
import { inSpan } from '@/lib/tracing/span'
import { compose, type NoMail } from './compose'

const GIVE_UP_AFTER_HOURS = 24
const LONGEST_WAIT_SECONDS = 3600

/** Sends one mail of the outbox, or puts it off; never throws. */
export function deliver(email: QueuedEmail): Promise<void> {
  const attributes = { 'mail.kind': email.kind, 'mail.attempt': email.attempts }
  return inSpan('mail', attributes, () => sendOrPutOff(email))
}

async function sendOrPutOff(email: QueuedEmail): Promise<void> {
  const line = { email: email.id, kind: email.kind, attempt: email.attempts }
  try {
    const composed = await compose(email)
    if ('none' in composed) return await putAside(email, composed)
    const { providerId } = await inSpan('mail sending', {}, () =>
      sendMail({ id: email.id, to: composed.to, ...composed.content }),
    )
    await (isOfNobody(email) ? removeEmail(email) : markEmailSent(email, providerId))
    metrics()?.mails.inc({ kind: email.kind, outcome: 'sent' })
    log().info({ event: 'mail.sent', ...line })
  } catch (error) {
    await putOff(email, describeError(error).error).catch((lost) =>
      // Its lease runs out and it comes due again.
      log().error({ event: 'mail.undecided', ...line, ...describeError(lost) }),
    )
  }
}

/** Of an account that is gone, nothing is kept. */
const isOfNobody = ({ kind }: QueuedEmail) => kind === 'account-deleted'

function putAside(email: QueuedEmail, { none, row }: NoMail): Promise<void> {
  if (row === 'removed') return removeEmail(email)
  return row === 'as-sent' ? markEmailSent(email, undefined) : markEmailFailed(email, none)
}

async function putOff(email: QueuedEmail, reason: string): Promise<void> {
  const line = { email: email.id, kind: email.kind, attempt: email.attempts, error: reason }
  const hours = (Date.now() - email.createdAt.getTime()) / 3_600_000
  if (hours >= GIVE_UP_AFTER_HOURS) {
    await (isOfNobody(email) ? removeEmail(email) : markEmailFailed(email, reason))
    metrics()?.mails.inc({ kind: email.kind, outcome: 'failed' })
    log().error({ event: 'mail.failed', ...line })
    return
  }
  const seconds = secondsBefore(email.attempts)
  await postponeEmail(email, seconds, reason)
  metrics()?.mails.inc({ kind: email.kind, outcome: 'postponed' })
  log().warn({ event: 'mail.postponed', seconds: Math.round(seconds), ...line })
}

/** 2, 4, 8 … seconds up to an hour, a quarter more or less so that many do not come due at once. */
function secondsBefore(attempt: number): number {
  return Math.min(2 ** attempt, LONGEST_WAIT_SECONDS) * (0.75 + Math.random() / 2)
}
