import { mock } from 'node:test'

/**
 * What `make` returns when this process believes that it is so many minutes ago. Never the other way around: IDs that were made
 * in the future would be followed by others of that time for as long, and rows could not be sorted by them.
 */
export function minutesAgo<T>(minutes: number, make: () => T): T {
  mock.timers.enable({ apis: ['Date'], now: Date.now() - minutes * 60_000 })
  try {
    return make()
  } finally {
    mock.timers.reset()
  }
}
