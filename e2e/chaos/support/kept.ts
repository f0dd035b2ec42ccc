import postgres from 'postgres'
import { asksWhoIAm } from './people'
import type { Crowd } from './traffic/crowd'

/** Counts what a crowd was promised and lost: accounts and reset emails without a row, and sessions that do not work. */
export async function lostBy(crowd: Crowd, site: string, databaseUrl: string) {
  const sql = postgres(databaseUrl, { max: 1 })
  const users = await sql`select email from users`
  const emails = await sql`select recipient from emails where kind = 'reset-password'`
  await sql.end()
  const accounts = new Set(users.map(({ email }) => email))
  const answers = await Promise.all(crowd.tokens.map((token) => asksWhoIAm(site, token)))
  return {
    accounts: crowd.registered.filter(({ email }) => !accounts.has(email)).length,
    sessions: answers.filter(({ status }) => status !== 200).length,
    resets: missing(
      crowd.forgotten.map(({ email }) => email),
      emails.map(({ recipient }) => recipient),
    ),
  }
}

/** How many entries of the first list have no counterpart in the second. Duplicates need one counterpart each. */
function missing(wanted: string[], found: string[]): number {
  const rest = [...found]
  return wanted.filter((each) => {
    const index = rest.indexOf(each)
    if (index >= 0) rest.splice(index, 1)
    return index < 0
  }).length
}
