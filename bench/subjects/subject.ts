import type { Asked } from '../load'

export const PASSWORD = 'pass phrase of the bench'
export const USER_AGENT = 'bench'
/** Enough that the requests of a cell do not reach the rate limit of an account. */
export const PEOPLE = 10_000

/** An application that people log in to. `people` is how many there are; all have the same password. */
export type Subject = {
  url: string
  pid: () => number
  people: number
  /** The path of the login page. */
  page: string
  login: (person: number) => Asked
  /** Requests that check a session. */
  session: { cookie: Asked; bearer?: Asked }
  forgot: (email: string, client: number) => Asked
  forgotStatus: number
}

export const emailOf = (person: number) => `person${person}@example.com`

/** Each client has its own IP address, as people do, within 10.0.0.0/8. */
export const addressOf = (client: number) => `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`

/** Returns the numbers of all people in turn. */
export function inTurn(people: number): () => number {
  let person = 0
  return () => person++ % people
}
