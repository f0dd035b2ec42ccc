import { setTimeout as pause } from 'node:timers/promises'
import { type Answer, ask } from './ask-in-time'

/** Somebody who loads a page now and then while something else goes on; `leave` ends that and tells the answers. */
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
