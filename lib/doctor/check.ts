import type { DatabaseFacts } from '@/db/operator/facts/database-facts'
import type { Reading } from '@/lib/config'
import type { Finding } from './finding'

/** What the checks of the doctor work with. */
export type CheckContext = Reading & {
  /** Facts about the database, from the process that has it open. */
  database: () => Promise<DatabaseFacts>
  /** Name servers to use instead of the system's, such as `127.0.0.1:5353`. */
  nameServers?: string[]
  /** The selectors under which the sender's domain publishes DKIM keys, in addition to the provider's usual ones. */
  dkimSelectors?: string[]
  /** The recipient of the test email. Without one, the doctor sends nothing. */
  trialMailTo?: string
}

/** Checks one thing. It returns no finding if a setting that it needs is missing. */
export type Check = (context: CheckContext) => Finding[] | Promise<Finding[]>
