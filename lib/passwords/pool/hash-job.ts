/** One computation for a worker; its answer is only the digest at the end of a hash. */
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

/** A computation, and the digest that it yields for the right password. */
export type Trial = { step: Step; digest: string }

/** Which bcrypt the workers run: the native addon, or JavaScript if the addon does not load. */
export type HashEngine = 'native' | 'fallback'

/** The jobs of a worker. `otherwise` is computed and discarded unless one of the trials succeeds. */
export type Job = DigestJob | TrialJob | { ask: 'engine' }
type DigestJob = { ask: 'digest'; step: Step }
export type TrialJob = { ask: 'trial'; trials: Trial[]; otherwise: Step[] }

/** For trials, the index of the one that succeeded, or -1. */
export type Answer<J extends Job> = J extends DigestJob ? string : J extends TrialJob ? number : HashEngine
