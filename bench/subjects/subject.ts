import type { Asked } from '../load'

export const PASSWORD = 'pass phrase of the bench'
export const USER_AGENT = 'bench'
/** Enough that no two requests of a cell meet in one account's throttle. */
export const PEOPLE = 10_000

/** A program that logs people in. Of people there are `people`, all with the one password. */
export type Subject = {
  url: string
  pid: () => number
  people: number
  /** The page that people log in at. */
  page: string
  login: (person: number) => Asked
  /** Who is logged in, for somebody who is. */
  session: { cookie: Asked; bearer?: Asked }
  forgot: (email: string, client: number) => Asked
  forgotStatus: number
}

export const emailOf = (person: number) => `person${person}@example.com`

/** Each client has an address of its own, as people have; within 10.0.0.0/8. */
export const addressOf = (client: number) => `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`

/** Everybody in turn. */
export function inTurn(people: number): () => number {
  let person = 0
  return () => person++ % people
}
