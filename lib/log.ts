import pino from 'pino'
import { config } from './config'
import { perProcess } from './per-process'

const output = perProcess('log-output', (): { stream?: pino.DestinationStream } => ({}))
let logger: pino.Logger | undefined

/** One JSON line per event on standard output. Pass only what may be read by whoever reads logs: ids, codes, digests. */
export function log(): pino.Logger {
  const options = { level: config().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }
  logger ??= output.stream ? pino(options, output.stream) : pino(options)
  return logger
}

/** Sends the lines of the whole process elsewhere. To be called before the first of them. */
export function writeLogTo(stream: pino.DestinationStream): void {
  output.stream = stream
}

/** What may be said of a fault: its innermost cause. Those around it may hold a query with its values (drizzle-orm does). */
export function describeError(error: unknown): { error: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  if (error.cause instanceof Error) return describeError(error.cause)
  const { code } = error as NodeJS.ErrnoException
  return { error: error.message, code, stack: error.stack }
}
