/** An installation with a number of accounts and the events of the years before `now`. */
export type People = {
  users: number
  now: Date
  /** The password hash of every account. */
  passwordHash: string
  eventsEach: number
}

/** SQL expressions that make rows from the numbers `n` of a series. */
export function scale({ users, now }: People) {
  const moment = `timestamptz '${now.toISOString()}'`
  const joined = (n: string) => `${moment} - interval '3 years' * (1 - (${n})::float8 / ${users})`
  const userId = (n: string) => idOf(joined(n), `'user ' || ${n}`)
  /** A pseudorandom choice from the first `among` accounts. */
  const anyOf = (among: string) => userId(`(1 + (hashint8extended(n, 0) & 9223372036854775807) % ${among})`)
  return {
    moment,
    joined,
    userId,
    anyOf,
    anybody: anyOf(String(users)),
    rows: (each: number) => `generate_series(1, ${Math.ceil(users * each)}) n`,
    /** The time of rows that were added one after another during the last `days`. */
    during: (days: number, each: number) =>
      `${moment} - interval '${days} days' * (1 - n::float8 / ${Math.ceil(users * each)})`,
    /** True for about a hundred rows, however many accounts there are. */
    few: (n: string, which: number) => `(${n}) % ${Math.max(10, users / 100)} = ${which}`,
  }
}

/** A version 7 UUID like those of the product, but the same in every run. */
export function idOf(moment: string, seed: string): string {
  const milliseconds = `(extract(epoch from ${moment}) * 1000)::bigint`
  return `(select (lpad(to_hex(${milliseconds}), 12, '0') || '7' || substr(d, 1, 3) || '8' || substr(d, 4, 15))::uuid
    from md5(${seed}) d)`
}

export const ip = `'198.51.' || n % 250 || '.' || n / 250 % 250`
export const agent = `'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/' || 120 + n % 20 || '.0.0.0 Safari/537.36'`
export const pick = (words: string[], n: string) =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + (${n}) % ${words.length}]`
export const given = [
  'Ann',
  'Bela',
  'Chandra',
  'Dmitri',
  'Eva',
  'Farid',
  'Grace',
  'Hanna',
  'Ines',
  'Jun',
  'Katja',
  'Li',
  'Maria',
]
export const family = [
  'Abel',
  'Bauer',
  'Costa',
  'Diaz',
  'Engel',
  'Fischer',
  'Garcia',
  'Huber',
  'Ito',
  'Jansen',
  'Kim',
  'Lopez',
]
export const hosts = ['example.com', 'example.org', 'mail.example.net', 'post.example.org', 'web.example.com']
