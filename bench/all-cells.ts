import type { Cell } from './cell'
import { browser } from './cells/browser'
import { embedded } from './cells/embedded'
import { forgot } from './cells/forgot'
import { forwardAuth } from './cells/forward-auth'
import { growth } from './cells/growth'
import { argon2idLogins, bcryptLogins } from './cells/logins'
import { memory } from './cells/memory'
import { outbox } from './cells/outbox'
import { pages } from './cells/pages'
import { people } from './cells/people'
import { provider } from './cells/provider'
import { records } from './cells/records'
import { sessionCheck } from './cells/session-check'
import { start } from './cells/start'
import { whileHashing } from './cells/while-hashing'

/** The cells, in the order in which they run. */
export const cells: Record<string, Cell> = Object.fromEntries(
  [
    bcryptLogins,
    argon2idLogins,
    whileHashing,
    sessionCheck,
    provider,
    forwardAuth,
    forgot,
    pages,
    browser,
    start,
    memory,
    outbox,
    embedded,
    growth,
    people,
    records,
  ].map((cell) => [cell.name, cell]),
)
