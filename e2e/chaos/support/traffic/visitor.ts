import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, ask } from './ask-in-time'

/** Loads a page at intervals while something else happens. `leave` stops that and returns the answers. */
export function visitor(site: string, path = '/login', everyMilliseconds = 100) {
  const answers: Answer[] = []
  let here = true
  const visit = (async () => {
    while (here) {
      answers.push(await ask(site, path))
      await pause(everyMilliseconds)
    }
  })()
  return {
    async leave(): Promise<Answer[]> {
      here = false
      await visit
      return answers
    },
  }
}
