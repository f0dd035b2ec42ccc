/** One computation for a worker; its answer is the digest a hash ends with, nothing else of the hash. */
export type Step = BcryptStep | Argon2idStep | Pbkdf2Step
export type BcryptStep = { run: 'bcrypt'; input: string; salt: string; cost: number }
export type Argon2idStep = {
  run: 'argon2id'
  input: string
  salt: string
  memoryKib: number
  passes: number
  lanes: number
  bytes: number
}

/** `salt` in base64, like the digest. */
type Pbkdf2Step = { run: 'pbkdf2-sha256'; input: string; salt: string; rounds: number }

/** A computation, and the digest it yields when the password is right. */
export type Trial = { step: Step; digest: string }

/** Which bcrypt the workers run: the native addon, or JavaScript where the addon does not load. */
export type HashEngine = 'native' | 'fallback'

/** What a worker can be asked. `otherwise` is computed, and thrown away, unless one of the trials succeeds. */
export type Job = DigestJob | TrialJob | { ask: 'engine' }
type DigestJob = { ask: 'digest'; step: Step }
export type TrialJob = { ask: 'trial'; trials: Trial[]; otherwise: Step[] }

/** Of trials, the place of the one that succeeded, or -1. */
export type Answer<J extends Job> = J extends DigestJob ? string : J extends TrialJob ? number : HashEngine
