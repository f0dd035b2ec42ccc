import { setImmediate as nextTurn } from 'node:timers/promises'

/** The errors that nobody catches during `work` or soon after, each of which would end the process. */
export async function uncaughtDuring(work: () => Promise<unknown>): Promise<unknown[]> {
  const uncaught: unknown[] = []
  const note = (error: unknown) => uncaught.push(error)
  process.on('uncaughtExceptionMonitor', note)
  await work()
  // The database driver writes in the next turn of the event loop.
  for (let turns = 0; turns < 5; turns++) await nextTurn()
  process.off('uncaughtExceptionMonitor', note)
  return uncaught
}
