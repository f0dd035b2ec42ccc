import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { Origin, User } from './accounts/users'
import type { Database } from './connection/database'
import { gather } from './gathered-events'
import { isOpen, linkExpiry } from './links'
import { type EmailData, emails, type NoticeKind, notMeLinks } from './schema'

type Owner = Pick<User, 'id' | 'email' | 'firstName' | 'emailVerifiedAt'>
type Notice = { kind: NoticeKind; user: Owner; origin: Origin; more: EmailData }

/**
 * For how many seconds after a notice has left the next of its kind to the same mailbox waits, gathering what happens
 * meanwhile: a change is told within five minutes with a slow mail server, too. A change of email is told at once each
 * time, since each brings a way back of its own; how many there are is limited where they are requested.
 */
const pauseSeconds: Record<NoticeKind, number> = {
  'new-device': 12 * 60,
  'password-changed': 4 * 60,
  'phone-changed': 4 * 60,
  'account-deletion-requested': 4 * 60,
  'email-change-requested': 4 * 60,
  'email-changed': 0,
}

/**
 * Tells the owner by mail what was done to the account, with a link for an owner who did not do it. Its caller has
 * locked the account: of two events at once, one finds the mail of the other.
 */
export async function queueNotice(
  tx: Database,
  kind: NoticeKind,
  user: Owner,
  origin: Origin,
  more: EmailData = {},
): Promise<void> {
  // Whoever registered may have named a stranger's mailbox, and would fill it by logging in. One that loses its account is told.
  if (!user.emailVerifiedAt && kind !== 'email-changed') return
  const notice = { kind, user, origin, more }
  if (pauseSeconds[kind] > 0 && (await addToWaiting(tx, notice))) return
  const { ip, userAgent: user_agent } = origin
  const link = await insertNotMeLink(tx, user)
  const data = { first_name: user.firstName, ip, user_agent, disavowal_id: link.id, ...more }
  const nextAttemptAt = pauseSeconds[kind] > 0 ? afterPause(notice) : undefined
  await tx.insert(emails).values({ kind, userId: user.id, recipient: user.email, data, nextAttemptAt })
}

/** True where a mail of this kind to this mailbox was still to leave, and now tells of this event too. */
async function addToWaiting(tx: Database, notice: Notice): Promise<boolean> {
  const { user, origin, more } = notice
  // One that a dispatcher has claimed may be composed already. Whoever claims it passes over a row that is locked here, and
  // where the claim came first this waits for it and then finds no such row: no event is lost between the two.
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
 * The link of the earliest event, which also takes back what was done since, with its whole time from now on. One that
 * was used or closed meanwhile has done its work; what comes after it needs a new one.
 */
async function keepNotMeLink(tx: Database, id: string): Promise<string | undefined> {
  const [kept] = await tx
    .update(notMeLinks)
    .set({ expiresAt: linkExpiry('not-me') })
    .where(and(eq(notMeLinks.id, id), isOpen('not-me')))
    .returning({ id: notMeLinks.id })
  return kept?.id
}

/** Now, or once the pause after the last of its kind is over; the pause after one that is being sent begins now. */
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

/** The link by which the reader of a mail says that somebody else did it; `resetId` names the reset that the mail brought. */
export async function insertNotMeLink(tx: Database, { id, email }: Pick<User, 'id' | 'email'>, resetId?: string) {
  const values = { userId: id, email, resetId, expiresAt: linkExpiry('not-me') }
  const [link] = await tx.insert(notMeLinks).values(values).returning()
  return link!
}
