import type { OperatorsEmail } from '@/lib/operator/emails'

/** One step of what became of an email; without `at`, its time is not stored. */
export type Step = { title: string; at?: string; ahead?: true; words?: string | null }

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

function unsent({ state, attempts, server_reply, last_error }: OperatorsEmail): Step | undefined {
  const words = server_reply ?? last_error
  if (state === 'failed') return { title: `Given up after ${attemptsText(attempts)}`, words }
  return state === 'queued' && attempts > 0 ? { title: `Not taken after ${attemptsText(attempts)}`, words } : undefined
}

const attemptsText = (attempts: number) => (attempts === 1 ? '1 attempt' : `${attempts} attempts`)
