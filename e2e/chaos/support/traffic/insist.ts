import { setTimeout as pause } from 'node:timers/promises'
import { fromAnywhere } from '../chaos-site'
import { type Answer, ask } from './ask-in-time'

/** Posts again and again until the site is there and answers, from another IP address each time. */
export async function insist(site: string, path: string, body: object): Promise<Answer> {
  for (;;) {
    const answer = await ask(site, path, { body, headers: fromAnywhere() })
    if (answer.status && answer.status !== 503) return answer
    await pause(20)
  }
}
