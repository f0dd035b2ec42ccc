import { query } from '@/db/client'
import { examinePostgres } from '@/db/examine-postgres'
import { type DatabaseFacts, examineDatabase } from '@/db/health'
import { readConfig } from '@/lib/config'
import { askServer } from '@/lib/operator/ask'
import { inWords } from '@/lib/result'
import type { Context } from './context'
import { examine } from './examine'
import type { Finding } from './finding'

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
