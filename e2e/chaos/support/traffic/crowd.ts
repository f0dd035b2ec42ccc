import { setTimeout as pause } from 'node:timers/promises'
import type { Person } from '../../../support/steps/person'
import type { Chance } from '../chance'
import { aMember, asksWhoIAm, forgets, logsIn, registers } from '../people'
import { type Answer, ask } from './ask-in-time'

/** The cookie of a session that does not exist, which a page must look up in the database. */
const cookie = 'session=of-nobody'

/** The users of a site, with the answers they got and what those answers promised to keep. */
export class Crowd {
  readonly answers: Answer[] = []
  readonly registered: Person[] = []
  readonly tokens: string[] = []
  readonly forgotten: Person[] = []
  private members: Person[] = []

  constructor(
    private readonly site: string,
    private readonly random: Chance,
  ) {}

  /** Creates the accounts that the later requests use. */
  async open(members: number): Promise<Person> {
    this.members = await Promise.all(Array.from({ length: members }, () => aMember(this.site)))
    await this.login()
    return this.members[0]!
  }

  /** Sends one random request. */
  async act(): Promise<void> {
    const { site, random } = this
    const page = () => ask(site, random.oneOf(['/', '/login', '/register']), { headers: { cookie } })
    const whoAmI = () => asksWhoIAm(site, this.tokens.at(-1)!)
    const acts = [() => this.register(), () => this.login(), () => this.forget(), whoAmI, page]
    this.answers.push(await random.oneOf(acts)())
  }

  /** Sends the requests of a supervisor and a load balancer. */
  async probe(): Promise<void> {
    this.answers.push(await ask(this.site, '/healthz'), await ask(this.site, '/readyz'))
    await pause(300)
  }

  private async register(): Promise<Answer> {
    const { person, answer } = await registers(this.site)
    if (answer.status === 201) this.registered.push(person)
    return answer
  }

  private async login(): Promise<Answer> {
    const { token, answer } = await logsIn(this.site, this.random.oneOf(this.members))
    if (token) this.tokens.push(token)
    return answer
  }

  private async forget(): Promise<Answer> {
    const person = this.random.oneOf(this.members)
    const answer = await forgets(this.site, person)
    if (answer.status === 202) this.forgotten.push(person)
    return answer
  }
}
