import { passwordForms } from './password-forms'
import type { Step, TrialJob } from './pool/hash-job'
import type { HashPool } from './pool/hash-pool'
import { hashPool } from './pool/shared-pool'
import { configuredScheme, schemeOf } from './schemes/known-schemes'
import type { MakingScheme } from './schemes/scheme'
import { reportUnusableHash } from './unusable-hash'

export type Verification = {
  valid: boolean
  /** Only true for a valid password: the hash has another scheme than the configured one, a lower cost, or another form. */
  stale: boolean
}

/** Checks a typed password; `undefined` stands for an account that does not exist. Throws Unavailable if too many are waiting. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<Verification> {
  return verifyWith(configuredScheme(), hashPool(), password, hash)
}

/** The same with a given scheme for new hashes and given workers. */
export async function verifyWith(
  configured: MakingScheme,
  pool: HashPool,
  password: string,
  hash: string | undefined,
): Promise<Verification> {
  const job = trialJob(configured, password, hash)
  const form = await pool.run(job)
  if (hash !== undefined && job.trials.length === 0) reportUnusableHash(hash)
  const valid = form >= 0
  return { valid, stale: valid && (form > 0 || !isCurrent(configured, hash, job.trials[0]?.step)) }
}

/** One job for any hash: an unknown account or a damaged hash has nothing to try, but takes the same time. */
export function trialJob(configured: MakingScheme, password: string, hash: string | undefined): TrialJob {
  const attempts = passwordForms(password).map((form) => hash && schemeOf(hash)?.trial(form, hash))
  const trials = attempts.filter((trial) => typeof trial === 'object')
  return {
    ask: 'trial',
    trials,
    otherwise: attempts.flatMap((trial) => configured.remaining(trial ? trial.step : undefined)),
  }
}

function isCurrent(configured: MakingScheme, hash: string | undefined, step: Step | undefined): boolean {
  return schemeOf(hash) === configured && step !== undefined && !configured.weaker(step)
}
