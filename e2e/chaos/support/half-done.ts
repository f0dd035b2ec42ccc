import postgres from 'postgres'
import type { Mailbox } from '../../support/servers/smtp-mailbox'

/** Each query finds accounts for which one part of a transaction was done without the other. None may be found. */
const halves = {
  'registered without an event, email or link, or with two': `select id from users
    where (select count(*) from events where user_id = users.id and type = 'registered') <> 1
    or (select count(*) from emails where user_id = users.id and kind = 'welcome') <> 1
    or (select count(*) from email_verifications where user_id = users.id) <> 1`,
  'link used without an event or notice, or the other way around': `select id from users
    where (select count(*) from password_resets where user_id = users.id and used_at is not null)
    <> all (array[(select count(*) from events where user_id = users.id and type = 'password-reset'),
      (select coalesce(sum(coalesce((data->'gathered'->>'count')::int, 1)), 0) from emails where user_id = users.id and kind = 'password-changed')])`,
  'link used, but an older session is still valid': `select sessions.id from sessions join password_resets resets using (user_id)
    where resets.used_at > sessions.created_at`,
  'link used, but an older one is still valid': `select used.id from password_resets used join password_resets other using (user_id)
    where used.used_at > other.created_at and other.used_at is null and other.replaced_at is null`,
  'login without a session or event': `select id from users
    where not exists (select from password_resets where user_id = users.id and used_at is not null)
    and (select count(*) from sessions where user_id = users.id)
    <> (select count(*) from events where user_id = users.id and type = 'logged-in')`,
}

/** How many accounts each query found. */
export async function halfDone(databaseUrl: string): Promise<Record<string, number>> {
  const sql = postgres(databaseUrl, { max: 1 })
  const counts: Record<string, number> = {}
  for (const [what, statement] of Object.entries(halves)) counts[what] = (await sql.unsafe(statement)).length
  await sql.end()
  return counts
}

/** Compares the outbox with the emails that arrived, by the Message-ID of each. */
export async function mailsAgainst(mailbox: Mailbox, databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1 })
  const rows = await sql`select id, kind, status from emails`
  await sql.end()
  const came = mailbox.mails.map(({ raw }) => /^message-id: <([0-9a-f-]{36})@/im.exec(raw)?.[1] ?? 'none')
  const ids = new Set(rows.map(({ id }) => id))
  const unsent = rows.filter(({ id, status }) => status === 'sent' && !came.includes(id))
  return {
    /** Rows marked as sent whose email did not arrive. */
    lost: unsent.length,
    /** Emails that were neither sent nor superseded by a newer link. */
    open: rows.filter(({ kind, status }) => status === 'queued' || (status === 'failed' && kind !== 'reset-password'))
      .length,
    /** Emails that arrived without a row. */
    ofNothing: came.filter((id) => !ids.has(id)).length,
    doubled: came.length - new Set(came).size,
    sent: new Set(came).size,
  }
}

/** Makes every queued email due, as if the lease of a killed instance had ended. */
export async function leasesOver(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 })
  await sql`update emails set next_attempt_at = now() where status = 'queued'`
  await sql.end()
}
