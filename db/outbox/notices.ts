import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Origin, User } from '@/db/accounts/users'
import type { Database } from '@/db/connection/database'
import { isOpen, linkExpiry } from '@/db/links'
import { type EmailData, emails, type NoticeKind, notMeLinks } from '@/db/schema'
import { gather } from './gathered-events'

type Owner = Pick<User, 'id' | 'email' | 'firstName' | 'emailVerifiedAt'>
type Notice = { kind: NoticeKind; user: Owner; origin: Origin; more: EmailData }

/**
 * For how many seconds after a notice was sent the next one of its kind to the same email waits and gathers further events.
 * Even with a slow mail server the owner learns of a change within five minutes. Each change of email is sent at once,
 * because each email brings an undo link of its own; the number of changes is limited where they are requested.
 */
const pauseSeconds: Record<NoticeKind, number> = {
  'new-device': 12 * 60,
  'password-changed': 4 * 60,
  'phone-changed': 4 * 60,
  'account-deletion-requested': 4 * 60,
  'email-change-requested': 4 * 60,
  'email-changed': 0,
  // Each says something else, and the number of changes is limited where they are requested.
  'second-factor-changed': 0,
  'recovery-code-used': 0,
  // At most one a day is queued.
  'second-step-failed': 0,
}

/**
 * Queues an email that tells the owner what was done to the account, with a link for an owner who did not do it. The caller
 * has locked the account, so that of two events at the same time one finds the email of the other.
 */
export async function queueNotice(
  tx: Database,
  kind: NoticeKind,
  user: Owner,
  origin: Origin,
  more: EmailData = {},
): Promise<void> {
  // Someone may have registered a stranger's email, and could fill that mailbox by logging in. An email that loses its account is told.
  if (!user.emailVerifiedAt && kind !== 'email-changed') return
  const notice = { kind, user, origin, more }
  if (pauseSeconds[kind] > 0 && (await addToWaiting(tx, notice))) return
  const { ip, userAgent: user_agent } = origin
  const link = await insertNotMeLink(tx, user)
  const data = { first_name: user.firstName, ip, user_agent, disavowal_id: link.id, ...more }
  const nextAttemptAt = pauseSeconds[kind] > 0 ? afterPause(notice) : undefined
  await tx.insert(emails).values({ kind, userId: user.id, recipient: user.email, data, nextAttemptAt })
}

/** True if an email of this kind to this recipient was still waiting, and now covers this event too. */
async function addToWaiting(tx: Database, notice: Notice): Promise<boolean> {
  const { user, origin, more } = notice
  // An email that a dispatcher has claimed may be composed already. A dispatcher skips rows that are locked here, and if it
  // claimed the row first, this waits for it and then finds no row. Either way no event is lost.
  const waits = and(isAlike(notice), eq(emails.status, 'queued'), eq(emails.attempts, 0))
  const milliseconds = sql<number>`extract(epoch from clock_timestamp())::float8 * 1000`
  const [waiting] = await tx
    .select({ id: emails.id, data: emails.data, createdAt: emails.createdAt, milliseconds })
    .from(emails)
    .where(waits)
    .orderBy(desc(emails.createdAt))
    .limit(1)
    .for('no key update')
  if (!waiting) return false
  const { id, data, createdAt } = waiting
  const gathered = gather({ ...data, createdAt }, { ...origin, at: new Date(waiting.milliseconds) })
  const kept = data.disavowal_id && (await keepNotMeLink(tx, data.disavowal_id))
  const disavowal_id = kept || (await insertNotMeLink(tx, user)).id
  await tx
    .update(emails)
    .set({ data: { ...data, ...more, gathered, disavowal_id } })
    .where(eq(emails.id, id))
  return true
}

/**
 * Extends the link of the earliest event, which also undoes what happened since then. Undefined if that link was used or
 * closed in the meantime: later events need a new one.
 */
async function keepNotMeLink(tx: Database, id: string): Promise<string | undefined> {
  const [kept] = await tx
    .update(notMeLinks)
    .set({ expiresAt: linkExpiry('not-me') })
    .where(and(eq(notMeLinks.id, id), isOpen('not-me')))
    .returning({ id: notMeLinks.id })
  return kept?.id
}

/** Now, or when the pause after the last email of this kind is over; if that one is being sent, its pause begins now. */
function afterPause(notice: Notice): SQL<Date> {
  const { status, sentAt, createdAt } = emails
  const left = sql`max(case ${status} when 'queued' then now() else coalesce(${sentAt}, ${createdAt}) end)`
  const recent = and(isAlike(notice), gt(createdAt, sql`now() - interval '1 day'`))
  const pause = sql`make_interval(secs => ${pauseSeconds[notice.kind]})`
  return sql<Date>`greatest(now(), (select ${left} from ${emails} where ${recent}) + ${pause})`
}

function isAlike({ kind, user }: Notice) {
  return and(eq(emails.userId, user.id), eq(emails.kind, kind), eq(emails.recipient, user.email))
}

/** Creates the link for "this wasn't me"; `resetId` names the password reset that the email brings. */
export async function insertNotMeLink(tx: Database, { id, email }: Pick<User, 'id' | 'email'>, resetId?: string) {
  const values = { userId: id, email, resetId, expiresAt: linkExpiry('not-me') }
  const [link] = await tx.insert(notMeLinks).values(values).returning()
  return link!
}
