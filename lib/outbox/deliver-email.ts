import { markEmailFailed, postponeEmail, type QueuedEmail, removeEmail } from '@/db/outbox/outbox'
import { markEmailBounced } from '@/db/outbox/record-outcome'
import { laneOfKind } from '@/db/schema'
import { NotTaken } from '@/emails/transport/outgoing-email'
import { sendEmail } from '@/emails/transport/send-email'
import { describeError, log } from '@/lib/log'
import { metrics } from '@/lib/metrics/metrics'
import { inSpan } from '@/lib/tracing/span'
import { composeEmail } from './compose/compose-email'
import type { NoEmail } from './compose/composed'
import { markSent } from './mark-sent'

const GIVE_UP_AFTER_HOURS = 24
const LONGEST_WAIT_SECONDS = 3600
const LONGEST_WAIT_HOURS = 6

/** The result of one attempt; 'none' if there was nothing to send, or the result could not be stored. */
export type Delivered = 'sent' | 'postponed' | 'failed' | 'bounced' | 'none'

/** Sends one email of the outbox, or postpones it; never throws. */
export function deliverEmail(email: QueuedEmail): Promise<Delivered> {
  const attributes = { 'email.kind': email.kind, 'email.attempt': email.attempts }
  return inSpan('email', attributes, () => sendOrPutOff(email))
}

async function sendOrPutOff(email: QueuedEmail): Promise<Delivered> {
  const line = { email: email.id, kind: email.kind, attempt: email.attempts }
  try {
    const composed = await composeEmail(email)
    if ('none' in composed) {
      await putAside(email, composed)
      return 'none'
    }
    const letter = { id: email.id, retriedAt: email.data.retried_at, to: composed.to, lane: laneOfKind(email.kind) }
    const receipt = await inSpan('email sending', {}, () => sendEmail({ ...letter, ...composed.content }))
    await (isOfNobody(email) ? removeEmail(email) : markSent(email, receipt))
    log().info({ event: 'email.sent', ...line })
    return counted(email, 'sent')
  } catch (error) {
    return await putOff(email, error).catch((lost) => {
      // Its lease expires, and then it is due again.
      log().error({ event: 'email.undecided', ...line, ...describeError(lost) })
      return 'none' as const
    })
  }
}

function counted(email: QueuedEmail, outcome: Exclude<Delivered, 'none'>): Delivered {
  metrics()?.emails.inc({ kind: email.kind, outcome })
  return outcome
}

/** Nothing is kept of an account that was deleted. */
const isOfNobody = ({ kind }: QueuedEmail) => kind === 'account-deleted'

function putAside(email: QueuedEmail, { none, row }: NoEmail): Promise<void> {
  if (row === 'removed') return removeEmail(email)
  return row === 'as-sent' ? markSent(email) : markEmailFailed(email, { lastError: none })
}

async function putOff(email: QueuedEmail, error: unknown): Promise<Delivered> {
  const lastError = describeError(error).error
  const { serverReply, lasting } = error instanceof NotTaken ? error : {}
  const line = { email: email.id, kind: email.kind, attempt: email.attempts, error: lastError }
  if (lasting === 'for-good') {
    await (isOfNobody(email) ? removeEmail(email) : markEmailBounced(email, serverReply))
    log().warn({ event: 'email.bounced', ...line })
    return counted(email, 'bounced')
  }
  const hours = (Date.now() - email.createdAt.getTime()) / 3_600_000
  if (hours >= GIVE_UP_AFTER_HOURS) {
    await (isOfNobody(email) ? removeEmail(email) : markEmailFailed(email, { lastError, serverReply }))
    log().error({ event: 'email.failed', ...line })
    return counted(email, 'failed')
  }
  const seconds = lasting === 'for-hours' ? secondsAfterRefusal(hours) : secondsBefore(email.attempts)
  await postponeEmail(email, seconds, { lastError, serverReply })
  log().warn({ event: 'email.postponed', seconds: Math.round(seconds), ...line })
  return counted(email, 'postponed')
}

/**
 * An hour, then about as long as the email has waited, up to six hours: a server that refused it permanently, though not
 * because of its recipient, takes many attempts in a row for an attack.
 */
function secondsAfterRefusal(hours: number): number {
  return Math.min(Math.max(hours, 1), LONGEST_WAIT_HOURS) * 3600 * (0.75 + Math.random() / 2)
}

/** 2, 4, 8 … seconds up to an hour, a quarter more or less, so that not all emails are due at the same time. */
function secondsBefore(attempt: number): number {
  return Math.min(2 ** attempt, LONGEST_WAIT_SECONDS) * (0.75 + Math.random() / 2)
}
