import { availableParallelism } from 'node:os'
import type { Check } from '@/lib/doctor/check'
import { counted, type Finding, fine, warning } from '@/lib/doctor/finding'
import { makeHash } from '@/lib/passwords/hash-password'
import type { HashEngine } from '@/lib/passwords/pool/hash-job'
import { hashEngine } from '@/lib/passwords/pool/shared-pool'
import { makingScheme } from '@/lib/passwords/schemes/known-schemes'

const SLOW_MILLISECONDS = 500

/** Measures how many logins this machine can handle. The first call also starts the thread, so that only the hash is timed. */
export const hashing: Check = async ({ settings }) => {
  const scheme = settings.PASSWORD_HASH ?? 'bcrypt'
  const engine = await hashEngine()
  const begun = performance.now()
  await makeHash(makingScheme(scheme).recipe('what the doctor hashes'))
  return [...judgeEngine(engine), judgeSpeed(scheme, performance.now() - begun)]
}

/** Checks that bcrypt runs as native code. `where` names another machine than this one. */
export function judgeEngine(engine: HashEngine, where = ''): Finding[] {
  if (engine === 'native') return []
  const says = `Bcrypt runs as JavaScript${where} instead of native code, so each login takes a third longer.`
  const mend = 'npm rebuild bcrypt (prebuilt for Linux, macOS and Windows; other systems need a compiler)'
  return [warning('hashing.engine', says, mend)]
}

export function judgeSpeed(scheme: string, milliseconds: number, cores = availableParallelism()): Finding {
  const took = `Hashing a password with ${scheme} takes ${Math.round(milliseconds)} ms`
  const rate = `${((cores * 1000) / milliseconds).toFixed(1)} logins per second on ${counted(cores, 'core')}`
  if (milliseconds <= SLOW_MILLISECONDS) return fine('hashing.speed', `${took}, which allows about ${rate}.`)
  const mend = 'Set PASSWORD_HASH=argon2id (a tenth of the work), or use a faster or less busy machine'
  return warning('hashing.speed', `${took}, which allows only ${rate}.`, mend)
}
