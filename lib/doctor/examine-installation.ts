import { query } from '@/db/connection/client'
import { type DatabaseFacts, examineDatabase } from '@/db/operator/database-facts'
import { examinePostgres } from '@/db/operator/postgres-facts'
import { readConfig } from '@/lib/config'
import { askServer } from '@/lib/operator/run-command'
import { inWords } from '@/lib/result'
import type { Context } from './check'
import type { Finding } from './finding'
import { examine } from './run-checks'

type Asked = Pick<Context, 'nameServers' | 'dkimSelectors' | 'trialMailTo'>

/** Examines the installation that this process has the configuration of; nothing is changed by it. */
export function consult(asked: Asked = {}): Promise<Finding[]> {
  const reading = readConfig()
  const { DATABASE_URL = '' } = reading.settings
  return examine({ ...reading, ...asked, database: () => databaseFacts(DATABASE_URL) })
}

async function databaseFacts(databaseUrl: string): Promise<DatabaseFacts> {
  if (!databaseUrl.startsWith('pglite:')) return examinePostgres(databaseUrl)
  const answered = await askServer('doctor database', {}, { name: 'doctor' })
  if (answered?.ok) return answered.value
  if (answered) throw new Error(inWords(answered))
  return query(examineDatabase)
}
