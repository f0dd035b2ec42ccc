import { timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'

/** A UUIDv7, so that IDs are in the order of their rows' creation. */
export const id = () => uuid('id').primaryKey().$defaultFn(uuidv7)

/** A moment in time, whatever the time zone of the server. */
export const moment = (name: string) => timestamp(name, { withTimezone: true })

export const past = (name: string) => moment(name).notNull().defaultNow()
