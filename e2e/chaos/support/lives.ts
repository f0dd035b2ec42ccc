import { setTimeout as pause } from 'node:timers/promises'
import type { Mailbox } from '../../support/servers/smtp-mailbox'
import { linkInEmail, tokenIn } from '../../support/steps/link-in-email'
import { aPassword, aPerson, type Person } from '../../support/steps/person'
import { fromAnywhere } from './chaos-site'
import { type Answer, ask } from './traffic/ask-in-time'

/** An email whose instance was killed arrives a minute later, and nobody waits that long. */
const WAIT_FOR_LINK_MILLISECONDS = 5_000

/** What one person did, as far as answers came. */
export type Life = {
  person: Person
  registered?: boolean
  session?: string
  asked?: boolean
  /** `done` is undefined if no answer came. */
  reset?: { password: string; done?: boolean }
}

/** People who register, log in, request a reset and use it. They repeat each request until it is answered. */
export class Lives {
  readonly all: Life[] = []
  broken = 0
  answered = 0
  private ended = false

  constructor(
    private readonly site: string,
    private readonly mailbox: Mailbox,
  ) {}

  end() {
    this.ended = true
  }

  async live(): Promise<void> {
    const life: Life = { person: aPerson() }
    this.all.push(life)
    const { email, password } = life.person
    const registered = await this.insist('/api/register', life.person)
    // A 409 on a second attempt means that the first one succeeded and its answer was lost.
    life.registered = registered?.status === 201 || registered?.status === 409
    const login = await this.insist('/api/login', { email, password })
    if (login?.status === 200) life.session = JSON.parse(login.text).access_token
    life.asked = (await this.insist('/api/forgot-password', { email }))?.status === 202
    const token = life.asked && (await this.token(email))
    if (!token) return
    life.reset = { password: aPassword() }
    const reset = await this.insist('/api/reset-password', { token, new_password: life.reset.password })
    if (reset) life.reset.done = reset.status === 200 || reset.code === 'link-used'
  }

  /** Repeats a request until it is answered. Undefined if the run ended first. */
  private async insist(path: string, body: object): Promise<Answer | undefined> {
    while (!this.ended) {
      const answer = await ask(this.site, path, { body, headers: fromAnywhere() })
      if (answer.status && answer.status !== 503) {
        this.answered += 1
        return answer
      }
      this.broken += 1
      await pause(100)
    }
    return undefined
  }

  private async token(email: string): Promise<string | undefined> {
    for (const deadline = Date.now() + WAIT_FOR_LINK_MILLISECONDS; Date.now() < deadline; await pause(50)) {
      const mail = this.mailbox.sentTo(email, { subject: /reset/i }).at(-1)
      if (mail) return tokenIn(linkInEmail('/reset-password', mail))
    }
    return undefined
  }
}
