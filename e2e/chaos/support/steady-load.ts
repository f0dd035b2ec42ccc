import { setTimeout as pause } from 'node:timers/promises'

/** Between two requests of one client: a refusal comes at once, and must not make a flood. */
const BREATH_MILLISECONDS = 40

/** So many clients, each doing one thing after the other until `stop`, which waits for what is under way. */
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
