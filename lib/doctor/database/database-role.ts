import type { DatabaseFacts } from '@/db/operator/facts/database-facts'
import { examinePostgres } from '@/db/operator/facts/postgres-facts'
import type { Config } from '@/lib/config'
import { type Finding, fault, fine, warning } from '@/lib/doctor/finding'
import { databaseUnavailable } from './database-unavailable'

const ROLES = 'OWNER_PASSWORD=… APP_PASSWORD=… psql -d rekey -f db/roles.sql, then DATABASE_URL=postgres://rekey_app:…'

/** The role needs to read and write rows. Any further right could be abused through a bug in Rekey. */
export async function judgeRole(facts: DatabaseFacts, settings: Partial<Config>): Promise<Finding[]> {
  const might = judgeMight(facts.role)
  const { MIGRATE_DATABASE_URL } = settings
  return MIGRATE_DATABASE_URL ? [...might, ...(await judgeOwner(facts, MIGRATE_DATABASE_URL))] : might
}

function judgeMight({
  name,
  superuser,
  mighty,
  ownsTables,
  mayCreate,
  closedTables,
  mayChangeActs,
}: DatabaseFacts['role']): Finding[] {
  const check = 'database.role'
  if (closedTables.length > 0) {
    const says = `The role ${name} is not allowed to read and write ${closedTables.join(', ')}.`
    return [fault(check, says, 'psql -d rekey -f db/roles.sql')]
  }
  if (superuser) return [warning(check, `The role ${name} is a superuser and can do anything on that server.`, ROLES)]
  if (mighty) return [warning(check, `The role ${name} can create roles or databases, or bypass row security.`, ROLES)]
  if (ownsTables || mayCreate) return [warning(check, `The role ${name} can change and drop tables.`, ROLES)]
  if (mayChangeActs) {
    const says = `The role ${name} can change and remove what operators did. It needs to add and to read it.`
    return [warning(check, says, 'psql -d rekey -f db/roles.sql')]
  }
  return [fine(check, `The role ${name} can read and write rows, and nothing else.`)]
}

async function judgeOwner(facts: DatabaseFacts, url: string): Promise<Finding[]> {
  const check = 'database.owner'
  const owner = await examinePostgres(url).catch((error) => databaseUnavailable(error, url))
  if ('check' in owner) return [{ ...owner, check, says: `MIGRATE_DATABASE_URL: ${owner.says}` }]
  if (owner.server.identity !== facts.server.identity) {
    const mend = 'Use the host, port and name of DATABASE_URL in MIGRATE_DATABASE_URL'
    return [fault(check, 'MIGRATE_DATABASE_URL and DATABASE_URL point to different databases.', mend)]
  }
  if (!owner.role.mayCreate) {
    const says = `The role ${owner.role.name} in MIGRATE_DATABASE_URL is not allowed to change tables.`
    return [fault(check, says, 'psql -d rekey -f db/roles.sql')]
  }
  return [fine(check, `The role ${owner.role.name} can run migrations.`)]
}
