import type { Step, Trial } from './hash-job'

/** A way to store passwords, told from others by how its hashes begin. */
export type Scheme = {
  prefixes: string[]
  /** What to compute and to compare; undefined if the hash is damaged. */
  trial(password: string, hash: string): Trial | undefined
}

/** A scheme that new hashes can be made in. */
export type MakingScheme = Scheme & {
  recipe(password: string): Recipe
  /** Whether a hash that takes this step is cheaper than those made today. */
  weaker(step: Step): boolean
  /** What a refused try must compute besides this step, so that every refusal costs what a try at today's cost does. */
  remaining(step: Step | undefined): Step[]
}

/** A new hash: the computation, and how its digest is written down. */
export type Recipe = { step: Step; encode(digest: string): string }
