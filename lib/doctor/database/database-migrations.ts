import type { DatabaseFacts } from '@/db/operator/facts/database-facts'
import { counted, type Finding, fault, fine, warning } from '@/lib/doctor/finding'

/** Compares the schema with the one that this version expects. */
export function judgeMigrations({ applied, missing, unknown, readable }: DatabaseFacts['migrations']): Finding[] {
  const check = 'database.migrations'
  if (unknown > 0) {
    const says = `The database has ${counted(unknown, 'migration')} that this version does not know. A newer version has used it.`
    return [warning(check, says, 'Run the newer version. To go back permanently, see docs/operating.md, Upgrading')]
  }
  if (missing.length > 0 && applied === 0) {
    const says = readable
      ? 'No migration has run yet.'
      : 'No migration has run yet, or this role cannot read which ones have.'
    const mend =
      'Start Rekey once. If its role is not allowed to migrate, set MIGRATE_DATABASE_URL=postgres://rekey_owner:…'
    return [warning(check, says, mend)]
  }
  if (missing.length > 0) {
    const mend =
      'Restart Rekey, which runs migrations when it starts (with MIGRATE_DATABASE_URL if its role is not allowed to)'
    return [fault(check, `Missing migrations: ${missing.join(', ')}. /readyz answers 503 until they have run.`, mend)]
  }
  return [fine(check, `All ${applied} migrations have run.`)]
}
