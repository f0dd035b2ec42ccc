import { randomBytes } from 'node:crypto'
import type { BcryptStep, Step } from '@/lib/passwords/pool/hash-job'

/** Every new hash takes 2^COST rounds, about a fifth of a second of one core. */
export const COST = 12

/** 2^14 rounds take a core about a second: a stored hash with a higher cost is refused, not computed. */
const MOST_COST = 14
const LEAST_COST = 4

export function isBcryptCost(cost: number): boolean {
  return cost >= LEAST_COST && cost <= MOST_COST
}

/** Sixteen random bytes in bcrypt's own base64, which differs from the usual one only in its alphabet. */
export function randomSalt(): string {
  const text = randomBytes(16).toString('base64').slice(0, 22)
  return text.replace(/./g, (character) => BCRYPT[STANDARD.indexOf(character)]!)
}

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const STANDARD = `${ALPHANUMERIC}+/`
const BCRYPT = `./${ALPHANUMERIC}`

export function isWeakerThanCost(step: Step): boolean {
  return step.run === 'bcrypt' && step.cost < COST
}

/** The work that a refused attempt must still do: after 2^r rounds it is 2^r + 2^(r+1) + … + 2^(COST-1), 2^COST in total. */
export function remainingToCost(step: Step | undefined): Step[] {
  // A row of another family can be recognized by the extra cost of its own check until its owner's next login replaces the hash.
  if (step?.run !== 'bcrypt') return [dummy(COST)]
  return Array.from({ length: Math.max(0, COST - step.cost) }, (_, index) => dummy(step.cost + index))
}

function dummy(cost: number): BcryptStep {
  // As long as the input of bcrypt_sha256, so that the work is exactly the same.
  return { run: 'bcrypt', input: 'A'.repeat(44), salt: '.'.repeat(22), cost }
}
