import type { Sql } from 'postgres'

/**
 * Queues `count` emails that are due in an hour, in random order: resets for known (40 %) and unknown emails (20 %), welcome
 * emails (20 %) and notices (20 %), each with the rows that it is composed from.
 */
export async function fillOutbox(sql: Sql, count: number): Promise<void> {
  await sql`truncate users, emails, password_resets, disavowals, email_verifications, events, sessions cascade`
  await sql`
    insert into users (id, email, email_canonical, phone_number, first_name, last_name, password_hash)
    select gen_random_uuid(), 'p' || n || '@example.com', 'p' || n || '@example.com', (1000000000 + n)::text, 'Ada', 'Byron', '!'
    from generate_series(1, ${count}) n`
  await sql`create temp table p on commit preserve rows as select id, email, row_number() over (order by email) n from users`
  await sql`
    insert into email_verifications (id, user_id, expires_at)
    select gen_random_uuid(), id, now() + interval '1 day' from p where n % 5 = 3`
  await sql`
    insert into disavowals (id, user_id, email, expires_at)
    select gen_random_uuid(), id, email, now() + interval '7 days' from p where n % 5 = 4`
  await sql`
    insert into emails (id, kind, user_id, recipient, data, next_attempt_at)
    select gen_random_uuid(), kind, case when kind <> 'reset-password' then p.id end,
      case when n % 5 = 2 then 'nobody' || n || '@example.com' else p.email end,
      case kind
        when 'reset-password' then jsonb_build_object('ip', '203.0.113.9')
        when 'welcome' then jsonb_build_object('first_name', 'Ada', 'verification_id', v.id)
        else jsonb_build_object('first_name', 'Ada', 'ip', '203.0.113.9', 'user_agent', 'Mozilla/5.0', 'disavowal_id', d.id, 'by', 'change')
      end,
      now() + interval '1 hour'
    from p
    left join email_verifications v on v.user_id = p.id
    left join disavowals d on d.user_id = p.id,
    lateral (select case when n % 5 < 3 then 'reset-password' when n % 5 = 3 then 'welcome'
      when n % 10 = 4 then 'password-changed' else 'new-device' end as kind) kinds
    order by random()`
  await sql`drop table p`
  await sql`vacuum analyze`
}
