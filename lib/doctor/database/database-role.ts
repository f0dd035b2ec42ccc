import type { DatabaseFacts } from '@/db/operator/database-facts'
import { examinePostgres } from '@/db/operator/postgres-facts'
import type { Config } from '@/lib/config'
import { type Finding, fault, fine, warning } from '@/lib/doctor/finding'
import { databaseUnavailable } from './database-unavailable'

const ROLES = 'OWNER_PASSWORD=… APP_PASSWORD=… psql -d rekey -f db/roles.sql, then DATABASE_URL=postgres://rekey_app:…'

/** The least a role needs is to read and write rows: what else it may do, a fault of ours could do too. */
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
}: DatabaseFacts['role']): Finding[] {
  const check = 'database.role'
  if (closedTables.length > 0) {
    const says = `The role ${name} may not read and write ${closedTables.join(', ')}.`
    return [fault(check, says, 'psql -d rekey -f db/roles.sql')]
  }
  if (superuser) return [warning(check, `The role ${name} is a superuser: it may do anything on that server.`, ROLES)]
  if (mighty) return [warning(check, `The role ${name} may create roles or databases, or pass row security.`, ROLES)]
  if (ownsTables || mayCreate) return [warning(check, `The role ${name} may change and drop tables.`, ROLES)]
  return [fine(check, `The role ${name} reads and writes rows, and can do nothing else.`)]
}

async function judgeOwner(facts: DatabaseFacts, url: string): Promise<Finding[]> {
  const check = 'database.owner'
  const owner = await examinePostgres(url).catch((error) => databaseUnavailable(error, url))
  if ('check' in owner) return [{ ...owner, check, says: `MIGRATE_DATABASE_URL: ${owner.says}` }]
  if (owner.server.identity !== facts.server.identity) {
    const mend = 'Give MIGRATE_DATABASE_URL the host, port and name of DATABASE_URL'
    return [fault(check, 'MIGRATE_DATABASE_URL leads to another database than DATABASE_URL.', mend)]
  }
  if (!owner.role.mayCreate) {
    const says = `The role ${owner.role.name} of MIGRATE_DATABASE_URL may not change tables.`
    return [fault(check, says, 'psql -d rekey -f db/roles.sql')]
  }
  return [fine(check, `The role ${owner.role.name} migrates.`)]
}
