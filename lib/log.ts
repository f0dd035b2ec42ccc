import pino from 'pino'
import { config } from './config'

let logger: pino.Logger | undefined

/** One JSON line per event on standard output. Pass only what may be read by whoever reads logs: ids, codes, digests. */
export function log(): pino.Logger {
  logger ??= pino({ level: config().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
  return logger
}

/** What may be said of a fault: its innermost cause. Those around it may hold a query with its values (drizzle-orm does). */
export function describeError(error: unknown): { error: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  if (error.cause instanceof Error) return describeError(error.cause)
  const { code } = error as NodeJS.ErrnoException
  return { error: error.message, code, stack: error.stack }
}
