import { randomBytes } from 'node:crypto'
import type { BcryptStep, Step } from './hash-job'

/** 2^COST rounds for each hash made today: about a fifth of a second of one core. */
export const COST = 12

/** 2^14 rounds hold a core for about a second: a dearer hash in the table is refused rather than computed. */
const MOST_COST = 14
const LEAST_COST = 4

export function isBcryptCost(cost: number): boolean {
  return cost >= LEAST_COST && cost <= MOST_COST
}

/** Sixteen random bytes in bcrypt's own base64, whose alphabet alone differs from the usual one. */
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

/** The work that a refused try still owes: after 2^r rounds it is 2^r + 2^(r+1) + … + 2^(COST-1), which makes 2^COST. */
export function remainingToCost(step: Step | undefined): Step[] {
  // A row of another family stays measurable by what its own try costs on top, until its owner's next login remakes it.
  if (step?.run !== 'bcrypt') return [dummy(COST)]
  return Array.from({ length: Math.max(0, COST - step.cost) }, (_, index) => dummy(step.cost + index))
}

function dummy(cost: number): BcryptStep {
  // As long as what bcrypt_sha256 feeds in, so that it is the same work to the last byte.
  return { run: 'bcrypt', input: 'A'.repeat(44), salt: '.'.repeat(22), cost }
}
