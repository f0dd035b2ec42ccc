import pino from 'pino'
import { log } from '@/lib/log'
import { perProcess } from '@/lib/per-process'

/** The lines that are logged while `work` runs, parsed as an operator's tools parse them. */
export async function logLinesOf(work: () => Promise<unknown>): Promise<Record<string, unknown>[]> {
  // Otherwise a line that sums up what an earlier test has logged could come in between.
  perProcess('summed-log', () => new Map()).clear()
  const lines: Record<string, unknown>[] = []
  const logger = log() as unknown as { level: string; [pino.symbols.streamSym]: unknown }
  const { level, [pino.symbols.streamSym]: stream } = logger
  logger[pino.symbols.streamSym] = { write: (line: string) => void lines.push(JSON.parse(line)) }
  logger.level = 'info'
  try {
    await work()
  } finally {
    logger.level = level
    logger[pino.symbols.streamSym] = stream
  }
  return lines
}
