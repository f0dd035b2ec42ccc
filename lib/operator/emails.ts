import * as z from 'zod/mini'
import { recordActAlone } from '@/db/operator/acts'
import { findEmail, findEmails, requeueEmails } from '@/db/operator/email-log'
import type { QueuedEmail } from '@/db/outbox/outbox'
import { emailKinds } from '@/db/schema'
import { currentName, renamedEmailKinds } from '@/db/stored-names'
import { emailState, emailStates } from '@/lib/outbox/email-state'
import { type Failure, fail, ok } from '@/lib/result'
import { canonicalEmail } from '@/lib/rules/canonical-email'
import { type Act, command } from './command'
import { onePage, paging } from './paging'
import { about, barredFrom, findByName } from './users/find-user'

/** Scripts of operators may still name a kind as former versions did. */
const emailKind = z.pipe(
  z.transform((kind) => (typeof kind === 'string' ? currentName(kind, renamedEmailKinds) : kind)),
  z.enum(emailKinds),
)
const RETRIED_AT_ONCE = 1_000

/** An email as operators see it; times are ISO 8601. */
export type OperatorsEmail = ReturnType<typeof operatorsEmail>

export function operatorsEmail(email: QueuedEmail) {
  return {
    id: email.id,
    kind: email.kind,
    to: email.recipient,
    user_id: email.userId,
    state: emailState(email),
    attempts: email.attempts,
    next_attempt_at: email.status === 'queued' ? email.nextAttemptAt.toISOString() : null,
    last_error: email.lastError,
    server_reply: email.serverReply,
    provider_id: email.providerId,
    created_at: email.createdAt.toISOString(),
    sent_at: email.sentAt?.toISOString() ?? null,
    delivered_at: email.deliveredAt?.toISOString() ?? null,
    bounced_at: email.bouncedAt?.toISOString() ?? null,
    complained_at: email.complainedAt?.toISOString() ?? null,
    retried_at: email.data.retried_at ? new Date(email.data.retried_at).toISOString() : null,
  }
}

/** `known` is false if no account has the given email: then nothing is sent there. A list shows recipients, so that it leaves an act. */
export const listEmails = command(
  {
    name: 'mail list',
    right: 'support',
    input: z.object({
      ...paging,
      // Neither can stand in a text of PostgreSQL.
      user: z.optional(z.string().check(z.regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be an email, a phone number or an ID'))),
      state: z.optional(z.enum(emailStates)),
      kind: z.optional(emailKind),
    }),
  },
  async ({ user: name, limit, ...rest }, act) => {
    const user = name === undefined ? undefined : about(act, await findByName(name))
    if (name !== undefined && !user && !name.includes('@')) return fail('not-found')
    const barred = user && (await barredFrom(user, act, { looks: true }))
    if (barred) return barred
    const of = name === undefined ? undefined : (user ?? { emailCanonical: canonicalEmail(name) })
    const found = await findEmails({ ...rest, of, limit: limit + 1 })
    const page = onePage(found.map(operatorsEmail), 'mails', limit)
    const { state, kind } = rest
    const which = { ...(state && { state }), ...(kind && { email_kind: kind }) }
    await recordActAlone(act, { ...which, found: page.mails.length, more: page.next !== null })
    return ok({ ...page, known: name === undefined || user !== undefined })
  },
)

/** One email and what became of it, never its content. It names a recipient, so looking at it is an act too. */
export const showEmail = command(
  { name: 'mail show', right: 'support', input: z.object({ id: z.guid('must be the ID of an email') }) },
  async ({ id }, act) => {
    const email = await findEmail(id)
    if (!email) return fail('not-found')
    const barred = await barredFromEmail(email, act, { looks: true })
    if (barred) return barred
    await recordActAlone(act, { email: id })
    return ok({ mail: operatorsEmail(email) })
  },
)

/** Retries failed, bounced and long-waiting emails now. If an email older than a day fails once more, it counts as failed again. */
export const retryEmails = command(
  {
    name: 'mail retry',
    right: 'support',
    input: z.object({ ids: z.optional(z.array(z.guid('must be IDs of emails'))), failed: z.optional(z.literal(true)) }),
  },
  async ({ ids = [], failed }, act) => {
    if (failed ? ids.length > 0 : ids.length === 0)
      return fail('invalid-input', { ids: ['Name emails by their ID, or use --failed.'] })
    // Whose emails these are is not looked at, so staff retry only those that they have seen.
    if (failed && act.via === 'console') return fail('forbidden')
    const barred = await barredFromEmails(ids, act)
    if (barred) return barred
    const retried = await requeueEmails(act, failed ? 'failed' : { ids }, RETRIED_AT_ONCE)
    return ok({ retried, untouched: ids.filter((id) => !retried.includes(id)) })
  },
)

/** As for the account that the email was sent to. */
async function barredFromEmail({ userId }: QueuedEmail, act: Act, how: { looks?: boolean } = {}) {
  const user = userId ? about(act, await findByName(userId)) : undefined
  return user && barredFrom(user, act, how)
}

async function barredFromEmails(ids: string[], act: Act): Promise<Failure | undefined> {
  if (act.via === 'cli') return undefined
  for (const id of ids) {
    const email = await findEmail(id)
    const barred = email && (await barredFromEmail(email, act))
    if (barred) return barred
  }
  return undefined
}
