import { query } from '@/db/connection/client'
import { type DatabaseFacts, examineDatabase } from '@/db/operator/facts/database-facts'
import { examinePostgres } from '@/db/operator/facts/postgres-facts'
import { readConfig } from '@/lib/config'
import { runInServer } from '@/lib/operator/run-command'
import { refusalText } from '@/lib/result'
import type { CheckContext } from './check'
import type { Finding } from './finding'
import { runChecks } from './run-checks'

type Asked = Pick<CheckContext, 'nameServers' | 'dkimSelectors' | 'trialMailTo'>

/**
 * Examines the installation with the configuration of this process. It changes nothing. `embedded` returns the facts about an
 * embedded database, which only one process has open.
 */
export function examineInstallation(asked: Asked = {}, embedded = askServer): Promise<Finding[]> {
  const reading = readConfig()
  const { DATABASE_URL = '' } = reading.settings
  const database = () => (DATABASE_URL.startsWith('pglite:') ? embedded() : examinePostgres(DATABASE_URL))
  return runChecks({ ...reading, ...asked, database })
}

async function askServer(): Promise<DatabaseFacts> {
  const answered = await runInServer('doctor database', {}, { name: 'doctor' })
  if (answered?.ok) return answered.value
  if (answered) throw new Error(refusalText(answered))
  return query(examineDatabase)
}
