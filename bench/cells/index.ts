import type { Cell } from '../cell'
import { browser } from './browser'
import { embedded } from './embedded'
import { forgot } from './forgot'
import { argon2idLogins, bcryptLogins } from './logins'
import { outbox } from './outbox'
import { pages } from './pages'
import { sessionCheck } from './session-check'
import { start } from './start'
import { whileHashing } from './while-hashing'

/** In the order in which they run. */
export const cells: Record<string, Cell> = Object.fromEntries(
  [bcryptLogins, argon2idLogins, whileHashing, sessionCheck, forgot, pages, browser, start, outbox, embedded].map(
    (cell) => [cell.name, cell],
  ),
)
