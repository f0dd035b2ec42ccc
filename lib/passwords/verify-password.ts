import type { Step, TrialJob } from './hash-job'
import type { HashPool } from './hash-pool'
import { configuredScheme, schemeOf } from './known-schemes'
import type { MakingScheme } from './scheme'
import { hashPool } from './shared-pool'
import { reportUnusableHash } from './unusable-hash'

export type Verification = {
  valid: boolean
  /** Only ever true of a valid password: the hash is of another scheme than the configured one, or cheaper. */
  stale: boolean
}

/** Checks a password; `undefined` stands for an account that does not exist. Throws Unavailable when too many wait. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<Verification> {
  return verifyWith(configuredScheme(), hashPool(), password, hash)
}

/** The same, told which scheme new hashes are made in and which workers compute. */
export async function verifyWith(
  configured: MakingScheme,
  pool: HashPool,
  password: string,
  hash: string | undefined,
): Promise<Verification> {
  const job = trialJob(configured, password, hash)
  const valid = await pool.run(job)
  if (hash !== undefined && !job.trial) reportUnusableHash(hash)
  return { valid, stale: valid && !isCurrent(configured, hash, job.trial?.step) }
}

/** One job whatever the hash is: an unknown account or a damaged hash gives nothing to try, and takes as long. */
export function trialJob(configured: MakingScheme, password: string, hash: string | undefined): TrialJob {
  const trial = hash === undefined ? undefined : schemeOf(hash)?.trial(password, hash)
  return { ask: 'trial', trial, otherwise: configured.remaining(trial?.step) }
}

function isCurrent(configured: MakingScheme, hash: string | undefined, step: Step | undefined): boolean {
  return schemeOf(hash) === configured && step !== undefined && !configured.weaker(step)
}
