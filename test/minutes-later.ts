import { mock } from 'node:test'

/** Runs `work` while this process believes that it is so many minutes later. The database does not. */
export async function minutesLater<T>(minutes: number, work: () => T | Promise<T>): Promise<T> {
  mock.timers.enable({ apis: ['Date'], now: Date.now() + minutes * 60_000 })
  try {
    return await work()
  } finally {
    mock.timers.reset()
  }
}
