import type { DatabaseFacts } from '@/db/operator/database-facts'
import type { Reading } from '@/lib/config'
import type { Finding } from './finding'

/** What the doctor looks at, and how. */
export type CheckContext = Reading & {
  /** What the database tells of itself, from wherever it is open. */
  database: () => Promise<DatabaseFacts>
  /** Name servers to ask instead of the system's, such as `127.0.0.1:5353`. */
  nameServers?: string[]
  /** Under which names the sender's domain publishes its DKIM keys, beyond those that follow from the transport. */
  dkimSelectors?: string[]
  /** Who gets the trial mail; nobody else is sent anything. */
  trialMailTo?: string
}

/** Looks at one thing; what cannot be looked at, since a setting is missing, gives no finding. */
export type Check = (context: CheckContext) => Finding[] | Promise<Finding[]>
