import { setTimeout as pause } from 'node:timers/promises'

/** Pauses a client between requests, because refusals come at once and would turn the load into a flood. */
const BREATH_MILLISECONDS = 40

/** Runs clients that repeat `work` until `stop`, which waits for the requests in progress. */
export function load(clients: number, work: () => Promise<unknown>) {
  let going = true
  const client = async () => {
    while (going) {
      await work()
      await pause(BREATH_MILLISECONDS)
    }
  }
  const ended = Promise.all(Array.from({ length: clients }, client))
  return {
    async stop() {
      going = false
      await ended
    },
  }
}
