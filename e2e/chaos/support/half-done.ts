import postgres from 'postgres'
import type { Mailbox } from '../../support/servers/smtp-mailbox'

/** Each asks for accounts of which one part was done without the other; none may be found. */
const halves = {
  'registered without event, mail or link, or twice': `select id from users
    where (select count(*) from events where user_id = users.id and type = 'registered') <> 1
    or (select count(*) from emails where user_id = users.id and kind = 'welcome') <> 1
    or (select count(*) from email_verifications where user_id = users.id) <> 1`,
  'link used without event or notice, or the other way round': `select id from users
    where (select count(*) from password_resets where user_id = users.id and used_at is not null)
    <> all (array[(select count(*) from events where user_id = users.id and type = 'password-reset'),
      (select coalesce(sum(coalesce((data->'gathered'->>'count')::int, 1)), 0) from emails where user_id = users.id and kind = 'password-changed')])`,
  'link used, session alive': `select sessions.id from sessions join password_resets resets using (user_id)
    where resets.used_at > sessions.created_at`,
  'link used, another open': `select used.id from password_resets used join password_resets other using (user_id)
    where used.used_at > other.created_at and other.used_at is null and other.replaced_at is null`,
  'login without session or event': `select id from users
    where not exists (select from password_resets where user_id = users.id and used_at is not null)
    and (select count(*) from sessions where user_id = users.id)
    <> (select count(*) from events where user_id = users.id and type = 'logged-in')`,
}

/** How many things of each kind were left half done. */
export async function halfDone(databaseUrl: string): Promise<Record<string, number>> {
  const sql = postgres(databaseUrl, { max: 1 })
  const counts: Record<string, number> = {}
  for (const [what, statement] of Object.entries(halves)) counts[what] = (await sql.unsafe(statement)).length
  await sql.end()
  return counts
}

/** Compares the outbox with what has come, by the id that each mail bears. */
export async function mailsAgainst(mailbox: Mailbox, databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1 })
  const rows = await sql`select id, kind, status from emails`
  await sql.end()
  const came = mailbox.mails.map(({ raw }) => /^message-id: <([0-9a-f-]{36})@/im.exec(raw)?.[1] ?? 'none')
  const ids = new Set(rows.map(({ id }) => id))
  const unsent = rows.filter(({ id, status }) => status === 'sent' && !came.includes(id))
  return {
    /** Rows that say "sent" and were not. */
    lost: unsent.length,
    /** Neither sent nor put aside because a newer link had come. */
    open: rows.filter(({ kind, status }) => status === 'queued' || (status === 'failed' && kind !== 'reset-password'))
      .length,
    /** Mails that tell of something that never was. */
    ofNothing: came.filter((id) => !ids.has(id)).length,
    doubled: came.length - new Set(came).size,
    sent: new Set(came).size,
  }
}

/** As if the minute had passed for which a dead instance holds its mails. */
export async function leasesOver(databaseUrl: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1 })
  await sql`update emails set next_attempt_at = now() where status = 'queued'`
  await sql.end()
}
