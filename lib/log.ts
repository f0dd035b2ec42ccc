import pino from 'pino'
import { config } from './config'
import { perProcess } from './per-process'

const output = perProcess('log-output', (): { stream?: pino.DestinationStream } => ({}))
let logger: pino.Logger | undefined

/** One JSON line per event on standard output. Pass only values that readers of logs may see: IDs, codes, digests. */
export function log(): pino.Logger {
  const options = { level: config().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime }
  // One for the server and for Next, whose code is bundled separately: with two, a later line could be written first.
  output.stream ??= pino.destination(1)
  logger ??= pino(options, output.stream)
  return logger
}

/** Sends the lines of the whole process elsewhere. Call it before the first line. */
export function writeLogTo(stream: pino.DestinationStream): void {
  output.stream = stream
}

/** The part of an error that may be logged: its innermost cause. The outer ones may contain a query with its values (drizzle-orm). */
export function describeError(error: unknown): { error: string; code?: string; stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error }
  if (error.cause instanceof Error) return describeError(error.cause)
  const { code } = error as NodeJS.ErrnoException
  return { error: error.message, code, stack: error.stack }
}
