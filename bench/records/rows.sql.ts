import { agent, idOf, ip } from '../growth/scale.sql'

/** How many clients there are. One login in nine is at the first of them. */
const CLIENTS = 20
export const LARGE_CLIENT = 'app-0'
const clientOf = (login: string) =>
  `case when ${login} % 9 = 0 then '${LARGE_CLIENT}' else 'app-' || 1 + ${login} % 19 end`

/** How many rows of each kind an installation with so many records has. */
export function countsOf(records: number) {
  const part = (share: number) => Math.max(1, Math.round(records * share))
  const logins = 2 * part(1 / 16)
  return {
    users: part(1 / 20),
    sessions: logins / 2,
    logins,
    refreshTokens: 5 * logins,
    /** Codes and interactions that nobody has swept yet. */
    begun: part(1 / 32),
    consents: part(1 / 10),
    /** All of them for the large client, whose server hangs. */
    dueNotices: part(1 / 10),
    decidedNotices: part(1 / 20),
  }
}

export type Counts = ReturnType<typeof countsOf>

const digest = (seed: string) =>
  `rtrim(translate(encode(sha256(convert_to(${seed}, 'UTF8')), 'base64'), '+/', '-_'), '=')`
const userId = (n: string) => idOf(`timestamptz '2026-01-01' + interval '1 second' * (${n})`, `'records user ' || ${n}`)
const sessionId = (n: string) =>
  idOf(`timestamptz '2026-02-01' + interval '1 second' * (${n})`, `'records session ' || ${n}`)
/** Two logins, one after the other, are those of one session. */
const sessionOf = (login: string) => `((${login}) + 1) / 2`
const grantOf = (login: string) => digest(`'grant ' || ${login}`)
const uidOf = (session: string) => digest(`'uid ' || ${session}`)

/** The tables, each with the statement that fills it. `hangingUrl`: where the large client is told of logouts. */
export function rows(counts: Counts, hangingUrl: string): [table: string, statement: string][] {
  const { users, sessions, logins, refreshTokens, begun, consents, dueNotices, decidedNotices } = counts
  const series = (count: number) => `generate_series(1, ${count}) n`
  const userOf = (session: string) => userId(`1 + (${session}) % ${users}`)
  const ofLogin = (login: string) =>
    `${userOf(sessionOf(login))}, ${clientOf(`(${login})`)}, ${sessionId(sessionOf(login))}`
  const payload = (kind: string, login: string) => `jsonb_build_object('kind', '${kind}', 'iat', 1780000000 + n,
      'exp', 1780000600 + n, 'accountId', ${userOf(sessionOf(login))}, 'clientId', ${clientOf(`(${login})`)},
      'grantId', ${grantOf(login)}, 'sessionUid', ${uidOf(sessionOf(login))}, 'scope', 'openid profile email',
      'claims', '{"id_token": {"auth_time": {"essential": true}}}'::jsonb, 'authTime', 1780000000, 'gty', 'authorization_code',
      'amr', '["pwd"]'::jsonb, 'acr', '1', 'expiresWithSession', true)`
  /** What is stored of every grant, and `times` rows for each of the logins. */
  const granted = (kind: string, times: number, expires: string, consumed = 'null::timestamptz') => {
    const login = `(1 + (n - 1) / ${times})`
    return `select '${kind}', ${digest(`'${kind} ' || n`)}, ${grantOf(login)}, null::text, ${ofLogin(login)},
      ${payload(kind, login)}, ${consumed}, ${expires}`
  }
  return [
    [
      'clients',
      `insert into clients (id, name, kind, secret_hash, redirect_uris, backchannel_uri, scopes, third_party)
       select 'app-' || n, 'App ' || n, 'web', repeat('0', 64), array['https://app-' || n || '.example.com/callback'],
         'http://127.0.0.1:9/logout', array['openid', 'profile', 'email'], n between 1 and 5
       from generate_series(0, ${CLIENTS - 1}) n`,
    ],
    [
      'users',
      `insert into users (id, email, email_canonical, first_name, last_name, password_hash, email_verified_at)
       select ${userId('n')}, 'records' || n || '@example.com', 'records' || n || '@example.com', 'Ada', 'Byron', '!', now()
       from ${series(users)}`,
    ],
    [
      'sessions',
      `insert into sessions (id, token_hash, user_id, kind, ip, user_agent, created_at, last_seen_at, password_at, expires_at)
       select ${sessionId('n')}, ${digest(`'records session ' || n`)}, ${userOf('n')}, 'browser', ${ip}, ${agent},
         now() - interval '1 day', now(), now() - interval '1 day', now() + interval '29 days' from ${series(sessions)}`,
    ],
    [
      'app_logins',
      `insert into app_logins (session_id, client_id, sid)
       select ${sessionId(sessionOf('n'))}, ${clientOf('n')}, ${digest(`'sid ' || n`)} from ${series(logins)}`,
    ],
    [
      'consents',
      `insert into consents (user_id, client_id, scopes)
       select ${userId(`1 + n % ${users}`)}, 'app-' || 1 + n / ${users}, array['openid', 'email'] from ${series(consents)}`,
    ],
    [
      'provider_records',
      `insert into provider_records (kind, id_hash, grant_id, uid, user_id, client_id, session_id, payload, consumed_at, expires_at)
       select 'Session', ${digest(`'library session ' || n`)}, null::text, ${uidOf('n')}, ${userOf('n')}, null::text,
         ${sessionId('n')}, ${payload('Session', '2 * n')}, null::timestamptz, now() + interval '20 days'
       from ${series(sessions)}
       union all select 'Grant', ${digest(grantOf('n'))}, null, null, ${ofLogin('n')}, ${payload('Grant', 'n')}, null,
         now() + interval '20 days' from ${series(logins)}
       union all ${granted(
         'RefreshToken',
         refreshTokens / logins,
         // One in ten has expired and is still to be swept.
         `case n % 10 when 4 then now() - interval '1 minute' else now() + interval '1 day' * (1 + n % 14) end`,
         'case when n % 5 > 0 then now() end',
       )} from ${series(refreshTokens)}
       union all ${granted('AccessToken', 1, `now() + interval '10 minutes'`)} from ${series(logins)}
       union all ${granted('AuthorizationCode', 1, `now() + interval '1 minute'`, 'now()')} from ${series(begun)}
       union all select 'Interaction', ${digest(`'interaction ' || n`)}, null, null, null, null, null,
         ${payload('Interaction', 'n')}, null, now() + interval '1 hour' from ${series(begun)}`,
    ],
    [
      'logout_notices',
      `insert into logout_notices (id, client_id, client_name, uri, alg, sub, sid, cause, status, attempts, next_attempt_at, decided_at)
       select ${idOf(`timestamptz '2026-03-01' + interval '1 second' * n`, `'due ' || n`)}, '${LARGE_CLIENT}', 'App 0',
         '${hangingUrl}', 'RS256', ${userOf('n')}, ${digest(`'due sid ' || n`)}, 'password-reset', 'queued', 1,
         now() - interval '1 hour' + interval '1 millisecond' * n, null::timestamptz from ${series(dueNotices)}
       union all select ${idOf(`timestamptz '2026-03-01' + interval '1 second' * n`, `'decided ' || n`)}, ${clientOf('n')}, 'App',
         'https://app.example.com/logout', 'RS256', ${userOf('n')}, ${digest(`'decided sid ' || n`)}, 'logout', 'told', 1,
         now() - interval '1 hour', now() from ${series(decidedNotices)}
       union all select ${idOf(`timestamptz '2026-03-02' + interval '1 second' * n`, `'waiting ' || n`)}, 'app-' || n, 'App',
         'http://127.0.0.1:9/logout', 'RS256', ${userOf('n')}, ${digest(`'waiting sid ' || n`)}, 'logout', 'queued', 0,
         now(), null from ${series(CLIENTS - 1)}`,
    ],
  ]
}
