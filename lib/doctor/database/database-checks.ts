import { existsSync } from 'node:fs'
import path from 'node:path'
import type { DatabaseFacts } from '@/db/operator/facts/database-facts'
import type { Check, CheckContext } from '@/lib/doctor/check'
import { type Finding, fine, hint, warning } from '@/lib/doctor/finding'
import { judgeClock } from '@/lib/doctor/machine/clock'
import { judgeApps } from './apps'
import { judgeMigrations } from './database-migrations'
import { judgeRole } from './database-role'
import { judgeServer } from './database-server'
import { databaseUnavailable } from './database-unavailable'
import { judgePasskeys } from './passkeys'
import { judgePhoneNumbers } from './phone-numbers'
import { judgeSigningKeys } from './signing-keys'
import { judgeStuckEmails } from './stuck-emails'
import { judgeTwoStep } from './two-step'

/** Checks that the database answers, has a supported version and the right schema, and that its role has no needless rights. */
export const database: Check = async (context) => {
  const { DATABASE_URL } = context.settings
  if (!DATABASE_URL) return []
  const [, folder] = /^pglite:(.*)/.exec(DATABASE_URL) ?? []
  // Opening an embedded database that does not exist would create it.
  if (folder && !existsSync(path.join(/*turbopackIgnore: true*/ folder, 'PG_VERSION')))
    return [notMadeYet(folder, context.settings.production)]
  const facts = await context.database().catch((error) => databaseUnavailable(error, DATABASE_URL))
  if ('check' in facts) return [facts]
  return [
    ...(folder ? embedded(context) : await onServer(facts, context)),
    ...judgeMigrations(facts.migrations),
    ...judgeStuckEmails(facts.outbox),
    ...judgePhoneNumbers(facts.phoneNumbers, context),
    ...judgeSigningKeys(facts.signingKeys, context),
    ...judgeApps(facts.apps, context),
    ...judgeTwoStep(facts.twoStep, context),
    ...judgePasskeys(facts.passkeys, context),
  ]
}

async function onServer(facts: DatabaseFacts, { settings }: CheckContext): Promise<Finding[]> {
  const clock = judgeClock('clock.database', 'The clock of the database', facts.askedAt - facts.server.clock)
  return [...judgeServer(facts, settings, settings.DATABASE_URL!), clock, ...(await judgeRole(facts, settings))]
}

function embedded({ settings }: CheckContext): Finding[] {
  if (!settings.production) return [fine('database', 'The embedded database works.')]
  const says =
    'The database is embedded (PGlite). Only one process can use it, a power failure can lose the last writes, and backups are safe only while the server is stopped.'
  const mend =
    'Set DATABASE_URL=postgres://… before people depend on this installation (docs/operating.md, Backup and restore)'
  return [warning('database.embedded', says, mend)]
}

function notMadeYet(folder: string, production = false): Finding {
  const says = `There is no database in ${folder} yet. The first start creates it.`
  if (!production) return hint('database', says)
  return warning('database', says, 'If you expected one, correct DATABASE_URL or run this in the folder of the server')
}
