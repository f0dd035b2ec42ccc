import { setTimeout as pause } from 'node:timers/promises'
import { runCommand } from '../apps/an-app'
import { inDatabase } from '../servers/in-database'
import type { Site } from '../servers/site'

type Email = { id: string; state: string; attempts: number; user_id: string }

/** The newest email of an account, once it is as expected. */
export async function emailOnce(site: Site, recipient: string, isSo: (email: Email) => boolean): Promise<Email> {
  for (let tries = 0; tries < 60; tries++) {
    const [email] = (await runCommand<{ mails: Email[] }>(site, ['mail', 'list', recipient])).mails
    if (email && isSo(email)) return email
    await pause(250)
  }
  throw new Error(`The email to ${recipient} has not become so.`)
}

/** As if an email that was sent had bounced with these words. */
export async function bounced(site: Site, { id }: Pick<Email, 'id'>, words: string): Promise<void> {
  await inDatabase(site, (sql) => sql`update emails set bounced_at = now(), server_reply = ${words} where id = ${id}`)
}

/** An act at a moment of the past, on an account that was deleted since. */
export async function actAt(site: Site, moment: string, userId: string): Promise<void> {
  const time = Date.parse(moment).toString(16).padStart(12, '0')
  const id = `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
  await inDatabase(
    site,
    (sql) => sql`insert into operator_acts (id, at, via, operator, act, user_id)
      values (${id}, ${moment}, 'cli', 'grace', 'users delete', ${userId})`,
  )
}

/** Text that is script, markup, a formula, and turns the direction of what follows, if a page lets it. */
export const HOSTILE = '=<img src=x onerror=alert(1)><script>alert(2)</script>\u202e</bdi>"\'{{7*7}}'
