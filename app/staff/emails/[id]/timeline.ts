import type { OperatorsEmail } from '@/lib/operator/emails'
import { saidOf } from '../server-words'

/** One step of what became of an email; without `at`, its time is not stored. */
export type Step = { title: string; at?: string; ahead?: true; says?: string; words?: string | null }

/** What is stored of an email, in the order in which it happened. The words of a server are those of its latest reply. */
export function timelineOf(email: OperatorsEmail): Step[] {
  const { state, server_reply } = email
  const told = (of: OperatorsEmail['state']) => (state === of ? server_reply : undefined)
  const known = [
    on(email.created_at, 'Queued'),
    on(email.retried_at, 'Queued again by an operator'),
    on(email.sent_at, 'Taken by the mail server', told('sent')),
    on(email.delivered_at, 'Delivered', told('delivered')),
    on(email.bounced_at, 'Bounced: it did not reach the mailbox', told('bounced')),
    on(email.complained_at, 'Marked as spam by its recipient'),
  ]
  const inOrder = known.filter((step) => step !== undefined).sort((one, other) => (one.at! < other.at! ? -1 : 1))
  // The time of an attempt is not stored, only how many there were and what came of the last one.
  const last = [unsent(email), nextAttempt(email)]
  return [...inOrder, ...last.filter((step) => step !== undefined)]
}

const on = (at: string | null, title: string, words?: string | null): Step | undefined =>
  at === null ? undefined : { title, at, words }

const nextAttempt = ({ next_attempt_at: at }: OperatorsEmail): Step | undefined =>
  at === null ? undefined : { title: 'Next attempt', at, ahead: true }

function unsent(email: OperatorsEmail): Step | undefined {
  const { state, attempts } = email
  const said = saidOf(email)
  if (state === 'failed') return { title: `Given up after ${attemptsText(attempts)}`, ...said }
  return state === 'queued' && attempts > 0
    ? { title: `Not taken after ${attemptsText(attempts)}`, ...said }
    : undefined
}

const attemptsText = (attempts: number) => (attempts === 1 ? '1 attempt' : `${attempts} attempts`)
