import { agent, family, given, hosts, idOf, ip, type People, pick, scale } from './scale.sql'

/** The tables, each with the statement that fills it. */
export function people(one: People): [table: string, statement: string][] {
  const { users, eventsEach } = one
  const { moment, joined, userId, anyOf, anybody, rows, during, few } = scale(one)
  const hash = one.passwordHash.replaceAll("'", "''")

  return [
    [
      'events',
      `insert into events (id, user_id, type, ip, user_agent, details, at)
       select ${idOf('happened', `'event ' || n`)}, ${anyOf(`greatest(1, n / ${eventsEach})`)},
         case n % 5 when 0 then 'registered' when 1 then 'logged-out' else 'logged-in' end, ${ip}, ${agent},
         case when n % 5 > 1 then jsonb_build_object('kind', case n % 4 when 0 then 'api' else 'browser' end)
              else '{}' end, happened
       from ${rows(eventsEach)}, lateral (select ${during(399, eventsEach)} as happened) one`,
    ],
    [
      'users',
      `insert into users (id, email, email_canonical, phone_number, first_name, last_name, name_key, last_name_key,
         password_hash, email_verified_at, disabled_at, deletion_due_at, created_at, updated_at)
       select ${userId('n')}, email, lower(email), phone, given, family,
         lower(given || ' ' || family), lower(family || ' ' || given),
         case when ${few('n', 7)} then '!' else '${hash}' end,
         case when not ${few('n', 3)} then joined + interval '5 minutes' end,
         case when n % 100 = 11 then joined + interval '30 days' end,
         case when ${few('n', 5)} then ${moment} + interval '7 days' end, joined, joined
       from ${rows(1)}, lateral (
         select ${joined('n')} as joined, ${pick(given, 'n')} as given, ${pick(family, 'n / 7')} as family,
           '+49' || lpad(((n::bigint * 7368787) % 10000000000)::text, 10, '0') as phone
       ) one, lateral (
         select one.given || '.' || one.family || n || '@' || ${pick(hosts, 'n / 3')} as email
       ) two`,
    ],
    [
      'sessions',
      `insert into sessions (id, token_hash, user_id, kind, ip, user_agent, created_at, last_seen_at, password_at, expires_at)
       select ${idOf('began', `'session ' || n`)}, ${tokenHash('n')}, ${userId('3 * n')},
         case n % 4 when 0 then 'api' else 'browser' end, ${ip}, ${agent}, began,
         greatest(began, ${moment} - interval '10 days' * ((n % 100) / 100.0)), began, began + interval '30 days'
       from ${rows(1 / 3)}, lateral (select ${during(29, 1 / 3)} as began) one`,
    ],
    [
      'emails',
      `insert into emails (id, kind, user_id, recipient, data, status, attempts, next_attempt_at, created_at, sent_at,
         server_reply, bounced_at, last_error)
       select ${idOf('asked', `'email ' || n`)}, case n % 3 when 0 then 'reset-password' else 'new-device' end,
         ${anybody}, 'somebody' || n || '@example.com',
         jsonb_build_object('first_name', 'Somebody', 'ip', ${ip}, 'disavowal_id', ${idOf('asked', `'disavowal ' || n`)}),
         case when ${few('2 * n', 0)} then 'failed' else 'sent' end, 1, asked, asked,
         case when not ${few('2 * n', 0)} then asked + interval '1 second' end, '250 2.0.0 Ok: queued',
         case when ${few('2 * n', 2)} then asked + interval '2 seconds' end,
         case when ${few('2 * n', 0)} then 'SMTP: 451' end
       from ${rows(1 / 2)}, lateral (select ${during(89, 1 / 2)} as asked) one`,
    ],
    [
      'password_resets',
      `insert into password_resets (id, user_id, created_at, expires_at, used_at)
       select ${idOf('asked', `'reset ' || n`)}, ${anybody}, asked, asked + interval '1 hour',
         case when n % 3 > 0 then asked + interval '9 minutes' end
       from ${rows(1 / 20)}, lateral (select ${during(29, 1 / 20)} as asked) one`,
    ],
    [
      'disavowals',
      `insert into disavowals (id, user_id, email, created_at, expires_at)
       select ${idOf('told', `'disavowal ' || n`)}, ${anybody}, 'somebody' || n || '@example.com', told,
         told + interval '7 days'
       from ${rows(1 / 5)}, lateral (select ${during(36, 1 / 5)} as told) one`,
    ],
    [
      'throttles',
      `insert into throttles (key, points, expire)
       select 'login/account/900/' || substr(md5(n::text), 1, 16), 1 + n % 3,
         ${moment} + interval '1 hour' + interval '15 minutes' * (n::float8 / ${Math.ceil(users / 100)})
       from ${rows(1 / 100)}`,
    ],
  ]
}

/** The token of the session of account number 3 × `n`. */
export const tokenOf = (n: number) => `growth session ${n}`
const tokenHash = (n: string) =>
  `rtrim(translate(encode(sha256(convert_to('growth session ' || ${n}, 'UTF8')), 'base64'), '+/', '-_'), '=')`
