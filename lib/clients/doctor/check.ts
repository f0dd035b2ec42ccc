import type { ClientRow } from '@/db/provider/clients'
import type { Finding } from '@/lib/doctor/finding'

/** What the checks of one app work with. */
export type ClientContext = {
  client: ClientRow
  /** The secret that the operator has of the app, to be tried. */
  secret?: string
}

/** Checks one thing about an app and Rekey. It returns no finding if it does not apply to the app. */
export type ClientCheck = (context: ClientContext) => Finding[] | Promise<Finding[]>
