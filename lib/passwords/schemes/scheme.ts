import type { Step, Trial } from '@/lib/passwords/pool/hash-job'

/** A way to store passwords, recognized by how its hashes begin. */
export type Scheme = {
  prefixes: string[]
  /** What to compute and compare; undefined if the hash is damaged. */
  trial(password: string, hash: string): Trial | undefined
}

/** A scheme that new hashes can be made in. */
export type MakingScheme = Scheme & {
  recipe(password: string): Recipe
  /** Whether a hash with this step is cheaper than new ones. */
  weaker(step: Step): boolean
  /** The extra work of a refused attempt, so that every refusal costs as much as checking a new hash. */
  remaining(step: Step | undefined): Step[]
}

/** A new hash: the computation, and how its digest is written down. */
export type Recipe = { step: Step; encode(digest: string): string }
