import type { Sql } from 'postgres'
import { inDatabase } from '../servers/in-database'
import type { Site } from '../servers/site'
import type { Person } from './person'

type Owner = Pick<Person, 'email'>

/** As if more than ten minutes had passed since the account owner last confirmed, with the password or by logging in. */
export function passwordGivenLongAgo(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update sessions set password_at = now() - interval '10 minutes 1 second'
      from users where users.id = user_id and users.email = ${email}`
    return count
  })
}

/** As if more than ten minutes had passed since a member of staff entered the console. */
export function enteredLongAgo(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update sessions set staff_since = now() - interval '10 minutes 1 second'
      from users where users.id = user_id and users.email = ${email} and staff_since is not null`
    return count
  })
}

/** As if a minute had passed since the account was last sent a verification link. */
export function verificationSentAMinuteAgo(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update emails set created_at = now() - interval '61 seconds'
      where recipient = ${email} and kind = 'verify-email'`
    return count
  })
}

/** As if a minute had passed since the last email about a change of the email. */
export function changeRequestedAMinuteAgo(site: Site): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`delete from throttles where key like 'email-change-mail/mailbox/60/%'`
    return count
  })
}

/** As if the links of a table had just expired. */
export function linksExpired(
  site: Site,
  table: 'email_verifications' | 'email_changes' | 'email_undos',
  { email }: Owner,
): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update ${sql(table)} set expires_at = now() - interval '1 second'
      from users where users.id = user_id and users.email = ${email}`
    return count
  })
}

/** As if the account's deletion were due. */
export function deletionDue(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update users set deletion_due_at = now() - interval '1 second'
      where email = ${email} and deletion_due_at is not null`
    return count
  })
}

/** As if an hour had passed since the owner was notified that someone else tried to use the email. */
export function addressTakenToldAnHourAgo(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update emails set created_at = now() - interval '1 hour 1 second'
      where recipient = ${email} and kind = 'address-taken'`
    return count
  })
}

/** As if the lease of a killed dispatcher on the account's emails had ended. */
export function leasesOver(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } =
      await sql`update emails set next_attempt_at = now() where recipient = ${email} and status = 'queued'`
    return count
  })
}

/** As if the hours without reset emails had passed. */
export function resetsNoLongerMuted(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update users set resets_muted_until = resets_muted_until - interval '6 hours'
      where email = ${email} and resets_muted_until > now()`
    return count
  })
}

/** As if the authenticator app of the account had not been used for a while, so that no code of now is used up. */
export function appNotUsedLately(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update authenticator_apps set last_step = 0
      from users where users.id = user_id and users.email = ${email} and set_up_at is not null`
    return count
  })
}

/** As if the time for the second step of a login had passed. */
export function secondStepTookTooLong(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update pending_logins set expires_at = now() - interval '1 second'
      from users where users.id = user_id and users.email = ${email}`
    return count
  })
}

/** As if the 30 minutes for setting up an authenticator app had passed. */
export function setUpTookTooLong(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const { count } = await sql`update authenticator_apps set expires_at = now() - interval '1 second'
      from users where users.id = user_id and users.email = ${email} and set_up_at is null`
    return count
  })
}

/** As if the account had had its second factors of now for an hour. */
export function factorsFromBefore(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const before = sql`now() - interval '1 hour'`
    const owner = sql`user_id = (select id from users where email = ${email})`
    const on = await sql`update users set two_step_at = ${before} where email = ${email} and two_step_at is not null`
    const apps = await sql`update authenticator_apps set set_up_at = ${before} where ${owner} and set_up_at is not null`
    const codes = await sql`update recovery_codes set created_at = ${before} where ${owner}`
    const passkeys = await sql`update passkeys set created_at = ${before} where ${owner}`
    return on.count + apps.count + codes.count + passkeys.count
  })
}

/** As if the site had moved to another domain since the account got its passkeys, and all recovery codes were used. */
export function nothingWorksHere(site: Site, { email }: Owner): Promise<void> {
  return on(site, async (sql) => {
    const owner = sql`user_id = (select id from users where email = ${email})`
    await sql`update recovery_codes set used_at = now() where ${owner}`
    return (await sql`update passkeys set rp_id = 'former.example' where ${owner}`).count
  })
}

/** Throws if the change affects no row, because the test would then prove nothing. */
async function on(site: Site, change: (sql: Sql) => Promise<number>): Promise<void> {
  if ((await inDatabase(site, change)) === 0) throw new Error('There is nothing whose clock could be moved.')
}
