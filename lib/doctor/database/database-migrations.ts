import type { DatabaseFacts } from '@/db/operator/database-facts'
import { counted, type Finding, fault, fine, warning } from '@/lib/doctor/finding'

/** The schema against the one this version was built with. */
export function judgeMigrations({ applied, missing, unknown, readable }: DatabaseFacts['migrations']): Finding[] {
  const check = 'database.migrations'
  if (unknown > 0) {
    const says = `It has ${counted(unknown, 'migration')} that this version does not know: a newer one was here.`
    return [warning(check, says, 'Run the newer version; to go back for good see docs/operating.md, Upgrading')]
  }
  if (missing.length > 0 && applied === 0) {
    const says = readable ? 'No migration has run yet.' : 'No migration has run yet, or this role may not see which.'
    const mend = 'Start Rekey once; where its role may not migrate, with MIGRATE_DATABASE_URL=postgres://rekey_owner:…'
    return [warning(check, says, mend)]
  }
  if (missing.length > 0) {
    const mend = 'Restart Rekey: it migrates at its start (with MIGRATE_DATABASE_URL, where the role may not)'
    return [fault(check, `Missing: ${missing.join(', ')}. /readyz answers 503 until they have run.`, mend)]
  }
  return [fine(check, `All ${applied} migrations have run.`)]
}
