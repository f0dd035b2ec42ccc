import { family, given, hosts, pick, scale } from '../growth/scale.sql'

const endings = ['', '', '', '', 'bel', 'dor', 'el', 'fen', 'gard', 'in', 'jo', 'kai', 'lia', 'mir', 'nor', 'ona']

/**
 * The statements that fill `users` and the table of the authenticator apps. Two emails in five begin with the first name, as those
 * of a company all do, and the others with an initial, a word or nothing that can be read.
 */
export function accounts(users: number): [table: string, statement: string][] {
  const { joined, userId, rows, moment } = scale({ users, now: new Date(), passwordHash: '', eventsEach: 0 })
  const each = (part: number, which: number) => `n % ${part} = ${which}`
  const some = (condition: string, value: string) => `case when ${condition} then ${value} end`
  return [
    [
      'users',
      `insert into users (id, email, email_canonical, phone_number, first_name, last_name, name_key, last_name_key, password_hash,
         email_verified_at, disabled_at, email_unreachable_at, deletion_due_at, two_step_at, created_at, updated_at)
       select ${userId('n')}, email, email, '+49' || lpad(((n::bigint * 7368787) % 10000000000)::text, 10, '0'), given, family,
         lower(given || ' ' || family), lower(family || ' ' || given),
         case when ${each(33, 7)} then '!' else repeat('x', 60) end,
         case when not ${each(20, 3)} then joined end, ${some(each(100, 11), 'joined')}, ${some(each(200, 5), 'joined')},
         ${some(each(500, 9), `${moment} + interval '7 days'`)}, ${some(each(50, 1), 'joined')}, joined, joined
       from ${rows(1)}, lateral (select hashint8extended(n, 0) & 9223372036854775807 as h, ${joined('n')} as joined) zero,
       lateral (select ${pick(given, 'h')} || ${pick(endings, 'h / 13')} as given, ${pick(family, 'h / 1000')} as family) one,
       lateral (
         select lower(case n % 5 when 0 then given || '.' || family || n when 1 then given || n
           when 2 then left(given, 1) || '.' || family || n when 3 then 'user' || n else substr(md5(n::text), 1, 9) || n end)
           || '@' || ${pick(hosts, 'n / 3')} as email
       ) two`,
    ],
    [
      'authenticator_apps',
      `insert into authenticator_apps (id, user_id, sealed, set_up_at)
       select gen_random_uuid(), ${userId('n')}, 'x', now() from ${rows(1)} where ${each(50, 1)}`,
    ],
  ]
}
