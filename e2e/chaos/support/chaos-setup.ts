import { randomInt } from 'node:crypto'
import setup from '../../support/setup'

/** Prints the CHAOS_SEED that repeats this run, and starts the PostgreSQL that the tests share. */
export default async function setupChaos() {
  process.env.CHAOS_SEED ??= String(randomInt(1_000_000))
  process.stdout.write(`CHAOS_SEED=${process.env.CHAOS_SEED}\n`)
  return setup()
}
